package dev.hearth.core.adopt;

import dev.hearth.core.adopt.ClassFacts.MethodName;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What Spring's files say of RMI. */
final class Spring {

    static final String PACKAGE = "org.springframework.";
    static final String EXPORTER = "org.springframework.remoting.rmi.RmiServiceExporter";

    private static final String UNTOLD = "";

    /**
     * A bean that exports another one.
     *
     * @param service the class of the exported bean; empty if the file does not say it
     */
    record Exporter(String file, int line, String name, String serviceInterface, String service) {

        /** Whether this is the file that a context is made of, by a path on the class path or elsewhere. */
        boolean isIn(@Nullable String context) {
            return context != null && (context.endsWith(file) || file.endsWith("/" + context));
        }
    }

    private static final Set<String> OF_CLASSES = Set.of(
            PACKAGE + "context.annotation.AnnotationConfigApplicationContext",
            PACKAGE + "web.context.support.AnnotationConfigWebApplicationContext",
            PACKAGE + "boot.SpringApplication",
            PACKAGE + "boot.builder.SpringApplicationBuilder");

    /** Whether this is a call that makes a context of files, of which the first is its first argument, or of classes. */
    static boolean makesContext(CallSite call) {
        boolean ofFiles = call.owner().startsWith(PACKAGE + "context.support.")
                && call.owner().endsWith("XmlApplicationContext");
        return call.isConstructor()
                ? ofFiles || OF_CLASSES.contains(call.owner())
                : call.isOf(PACKAGE + "boot.SpringApplication", "run");
    }

    /** Whether beans are made by classes that stand beside this call, or that Spring finds. */
    static boolean makesContextOfClasses(MethodName call) {
        return OF_CLASSES.contains(call.owner());
    }

    /** Whether this is a class of a program that says which beans there are. */
    static boolean isConfiguration(ClassFacts type) {
        return !type.name().startsWith(PACKAGE)
                && type.annotations().stream().anyMatch(name -> name.startsWith(PACKAGE));
    }

    /** Whether it has Spring find more of them. */
    static boolean scans(ClassFacts type) {
        return type.annotations().stream()
                .anyMatch(name -> name.endsWith(".ComponentScan") || name.endsWith(".SpringBootApplication"));
    }

    /** A bean while its element is being read. */
    private record Bean(String id, String className, int line, Map<String, String> properties) {}

    private final List<Bean> exporters = new ArrayList<>();
    private final Map<String, String> classes = new HashMap<>();
    private final Deque<Bean> open = new ArrayDeque<>();
    private @Nullable String property;

    private Spring() {}

    /** The exporters in a file; none if it is not one of Spring's, or not well-formed. */
    static List<Exporter> exporters(String path, byte[] xml) {
        Spring file = new Spring();
        try {
            file.read(xml);
        } catch (XMLStreamException malformed) {
            return List.of(); // somebody else's file, and not for Spring
        }
        return file.exporters.stream().map(bean -> file.exporter(path, bean)).toList();
    }

    private Exporter exporter(String path, Bean bean) {
        Map<String, String> properties = bean.properties();
        String service = properties.getOrDefault("service", UNTOLD);
        return new Exporter(
                path,
                bean.line(),
                properties.getOrDefault("serviceName", UNTOLD),
                properties.getOrDefault("serviceInterface", UNTOLD),
                classes.getOrDefault(service, UNTOLD));
    }

    private void read(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                begin(in);
            } else if (event == XMLStreamReader.END_ELEMENT && in.getLocalName().equals("bean")) {
                end();
            }
        }
    }

    private void begin(XMLStreamReader in) throws XMLStreamException {
        Bean bean = open.peek();
        switch (in.getLocalName()) {
            case "bean" -> open.push(bean(in));
            case "property" -> {
                property = attribute(in, "name");
                put(bean, property, attribute(in, "value") + attribute(in, "ref"));
            }
            case "ref" -> put(bean, property, attribute(in, "bean") + attribute(in, "local"));
            case "value" -> put(bean, property, in.getElementText().strip());
            default -> {
                // nothing of RMI's
            }
        }
    }

    /** Also with properties as attributes: {@code p:serviceName="…"}, {@code p:service-ref="…"}. */
    private static Bean bean(XMLStreamReader in) {
        String id = attribute(in, "id").isEmpty() ? attribute(in, "name") : attribute(in, "id");
        Bean bean = new Bean(id, attribute(in, "class"), in.getLocation().getLineNumber(), new HashMap<>());
        for (int i = 0; i < in.getAttributeCount(); i++) {
            if ("p".equals(in.getAttributePrefix(i))) {
                put(bean, in.getAttributeLocalName(i).replaceFirst("-ref$", ""), in.getAttributeValue(i));
            }
        }
        return bean;
    }

    private void end() {
        Bean bean = open.pop();
        classes.put(bean.id(), bean.className());
        Bean outer = open.peek();
        if (outer != null && property != null) { // a bean in the place of a reference
            classes.put(property, bean.className());
            put(outer, property, property);
        }
        if (bean.className().equals(EXPORTER)) {
            exporters.add(bean);
        }
    }

    private static void put(@Nullable Bean bean, @Nullable String property, String value) {
        if (bean != null && property != null && !value.isEmpty()) {
            bean.properties().put(property, value);
        }
    }

    private static String attribute(XMLStreamReader in, String name) {
        String value = in.getAttributeValue(null, name);
        return value == null ? UNTOLD : value;
    }
}
