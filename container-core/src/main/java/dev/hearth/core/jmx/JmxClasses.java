package dev.hearth.core.jmx;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of JMX that may come in, beside the values and collections of the JDK that every open signature takes.
 *
 * <p>Not in it: {@code Subject} (acting for others), MBean descriptions, model MBeans, {@code MLet}, notifications, and {@code
 * BadAttributeValueExpException} with its kin.
 */
final class JmxClasses {

    private static final Set<String> NAMES = names(
            "java.rmi.{MarshalledObject}",
            "javax.management.{ObjectName Attribute AttributeList}",
            // queries
            "javax.management.{QueryEval AndQueryExp OrQueryExp NotQueryExp BinaryRelQueryExp BetweenQueryExp InQueryExp}",
            "javax.management.{MatchQueryExp InstanceOfQueryExp AttributeValueExp QualifiedAttributeValueExp}",
            "javax.management.{ClassAttributeValueExp BinaryOpValueExp StringValueExp NumericValueExp BooleanValueExp}",
            "javax.management.{QueryExp ValueExp}",
            // filters of notifications
            "javax.management.{NotificationFilter NotificationFilterSupport AttributeChangeNotificationFilter}",
            "javax.management.relation.{MBeanServerNotificationFilter}",
            // open types and their values
            "javax.management.openmbean.{OpenType SimpleType ArrayType CompositeType TabularType}",
            "javax.management.openmbean.{CompositeDataSupport TabularDataSupport CompositeData TabularData}");

    /** What nobody who manages needs to send, although a signature names it. */
    private static final Set<String> NEVER = Set.of("javax.security.auth.Subject");

    private static final Set<String> TEXTS = Set.of("java.lang.String");

    private JmxClasses() {}

    /** {@code a.{B C}} stands for {@code a.B} and {@code a.C}. */
    private static Set<String> names(String... groups) {
        return Stream.of(groups)
                .flatMap(group -> {
                    int brace = group.indexOf('{');
                    return Stream.of(group.substring(brace + 1, group.length() - 1)
                                    .split(" "))
                            .map(name -> group.substring(0, brace) + name);
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean allow(String className) {
        return NAMES.contains(className);
    }

    /** Narrows what a connection's methods name in their signatures. */
    static Status ofConnection(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass(); // arrays come, of null for each listener
        return type != null && NEVER.contains(type.getName()) ? Status.REJECTED : Status.UNDECIDED;
    }

    /** Credentials are null or an array of texts, as those of the JDK's own agent. */
    static Status ofCredentials(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        return type == null || type == String[].class || TEXTS.contains(type.getName())
                ? Status.UNDECIDED
                : Status.REJECTED;
    }
}
