package springs;

import org.springframework.context.support.ClassPathXmlApplicationContext;

public class PriceServer {

    public static void main(String[] args) {
        System.setProperty("prices.port", args[0]);
        new ClassPathXmlApplicationContext("springs/server.xml").registerShutdownHook();
        System.out.println("ready");
    }
}
