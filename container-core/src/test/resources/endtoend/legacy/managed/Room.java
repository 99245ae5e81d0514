package legacy.managed;

public class Room implements RoomMBean {

    private int degrees = 18;

    public synchronized int getDegrees() {
        return degrees;
    }

    public synchronized void setDegrees(int degrees) {
        this.degrees = degrees;
    }

    public String greet(String name) {
        return "come in, " + name;
    }
}
