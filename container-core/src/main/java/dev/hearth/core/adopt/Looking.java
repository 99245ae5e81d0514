package dev.hearth.core.adopt;

import dev.hearth.core.adopt.ClassFacts.MethodFacts;
import dev.hearth.core.adopt.Deed.Kind;
import dev.hearth.core.adopt.Program.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;

/** One look into a program: puts together what its class files say. Used by one thread. */
final class Looking {

    private static final int SHOWN_PLACES = 3;
    private static final Set<String> BEANS = Set.of("Stateful", "Stateless", "Singleton", "MessageDriven");
    private static final Set<String> REMOTE_EXCEPTIONS =
            Set.of("java.rmi.RemoteException", "java.io.IOException", "java.lang.Exception", "java.lang.Throwable");

    private final Path path;
    private final List<ForeignJar> jars;
    private final Map<String, ClassFacts> classes = new LinkedHashMap<>();
    private final Map<String, ForeignJar> homes = new LinkedHashMap<>();
    private final Hierarchy hierarchy = new Hierarchy(classes);

    Looking(Path path, List<ForeignJar> jars) {
        this.path = path;
        this.jars = jars;
        for (ForeignJar jar : jars) {
            jar.classes().forEach((name, facts) -> {
                if (classes.putIfAbsent(name, facts) == null) {
                    homes.put(name, jar);
                }
            });
        }
    }

    Findings findings() {
        List<Program> programs = programs();
        List<Implementation> all = new Servants(classes.values(), hierarchy).find();
        Optional<Program> supposed = supposed(programs, all);
        List<ForeignJar> own = own(programs, all, supposed);
        List<Implementation> implementations = all.stream()
                .filter(found -> own.contains(homes.get(found.className())))
                .toList();
        return new Findings(
                path,
                jars.stream().map(ForeignJar::label).toList(),
                classes.size(),
                classes.values().stream().mapToInt(ClassFacts::release).max().orElse(0),
                interfaces(own),
                implementations,
                shown(programs, own),
                supposed.map(Looking::main),
                notes(own, programs),
                own.get(0).path(),
                jars.stream()
                        .filter(ForeignJar::described)
                        .map(ForeignJar::label)
                        .toList());
    }

    /** None where code shows what is a server, or what is bound; what a library could bind is not the program's. */
    private Optional<Program> supposed(List<Program> programs, List<Implementation> implementations) {
        Supposed supposed = new Supposed(jars, homes);
        List<ForeignJar> tops = supposed.tops();
        boolean seen = programs.stream().anyMatch(program -> program.role() == Role.SERVER)
                || implementations.stream()
                        .filter(found -> !found.names().isEmpty())
                        .anyMatch(found -> tops.contains(homes.get(found.className())));
        return seen ? Optional.empty() : supposed.among(programs, !implementations.isEmpty());
    }

    /** Those of the program's own JARs, and what the manifest names of a JAR that is no library of another one. */
    private List<Findings.Main> shown(List<Program> programs, List<ForeignJar> own) {
        List<ForeignJar> tops = new Supposed(jars, homes).tops();
        return programs.stream()
                .filter(program -> own.contains(homes.get(program.className()))
                        || (program.manifest() && tops.contains(homes.get(program.className()))))
                .map(Looking::main)
                .toList();
    }

    /** The JARs that are the program; the others are its libraries, of which only what can't work is told. */
    private List<ForeignJar> own(
            List<Program> programs, List<Implementation> implementations, Optional<Program> supposed) {
        Stream<String> servers = programs.stream()
                .filter(program -> program.role() == Role.SERVER)
                .map(Program::className);
        Stream<String> bound = implementations.stream()
                .filter(found -> !found.names().isEmpty() && supposed.isEmpty())
                .map(Implementation::className);
        List<ForeignJar> own =
                new ArrayList<>(Stream.of(servers, bound, supposed.stream().map(Program::className))
                        .flatMap(names -> names)
                        .map(homes::get)
                        .distinct()
                        .toList());
        jars.stream().filter(jar -> hasExporter(jar) && !own.contains(jar)).forEach(own::add);
        if (own.isEmpty()) {
            implementations.stream()
                    .map(found -> homes.get(found.className()))
                    .distinct()
                    .forEach(own::add);
        }
        return own.isEmpty() ? jars : own;
    }

    private static boolean hasExporter(ForeignJar jar) {
        return !jar.exporters().isEmpty()
                || jar.classes().values().stream()
                        .filter(type -> !type.name().startsWith(Spring.PACKAGE))
                        .flatMap(type -> type.methods().stream())
                        .flatMap(method -> method.deeds().stream())
                        .anyMatch(deed -> deed.kind() == Kind.SPRING_EXPORTER);
    }

    private Map<String, Integer> interfaces(List<ForeignJar> own) {
        Map<String, Integer> found = new LinkedHashMap<>();
        for (ForeignJar jar : own.size() == jars.size() ? jars : withInterfacesOf(own)) {
            jar.classes().values().stream()
                    .filter(ClassFacts::isInterface)
                    .filter(type -> hierarchy.isA(type.name(), Hierarchy.REMOTE))
                    .sorted(Comparator.comparing(ClassFacts::name))
                    .forEach(type ->
                            found.put(type.name(), (int) remoteMethods(type).count()));
        }
        return found;
    }

    /** Interfaces lie in a JAR of their own where clients have them. */
    private List<ForeignJar> withInterfacesOf(List<ForeignJar> own) {
        List<ForeignJar> all = new ArrayList<>(own);
        own.stream()
                .flatMap(jar -> jar.classes().keySet().stream())
                .flatMap(name -> hierarchy.remoteInterfaces(name).stream())
                .map(homes::get)
                .filter(jar -> jar != null && !all.contains(jar))
                .distinct()
                .forEach(all::add);
        return all;
    }

    private static Stream<MethodFacts> remoteMethods(ClassFacts type) {
        return type.methods().stream()
                .filter(method -> !method.is(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE));
    }

    private List<Program> programs() {
        Reach reach = new Reach(classes.values(), hierarchy);
        List<Program> programs = new ArrayList<>();
        for (ForeignJar jar : jars) {
            jar.classes().values().stream()
                    .filter(type -> jar.equals(homes.get(type.name())))
                    .forEach(type -> type.methods().stream()
                            .filter(Looking::isMain)
                            .findFirst()
                            .ifPresent(method -> programs.add(program(type, method, reach, jar))));
        }
        programs.sort(Comparator.comparing(Program::role)
                .thenComparing(program -> !program.manifest())
                .thenComparing(program -> -program.deeds().stream()
                        .filter(deed -> deed.kind() == Kind.BINDS)
                        .count())
                .thenComparing(Program::className));
        return programs;
    }

    private static Program program(ClassFacts type, MethodFacts method, Reach reach, ForeignJar jar) {
        return new Program(
                type.name(),
                place(type, method),
                withExporters(reach.deeds(type, method), jar),
                method.takesArguments(),
                type.name().equals(jar.mainClass()));
    }

    /** What a context exports is done by who makes the context. */
    private static List<Deed> withExporters(List<Deed> deeds, ForeignJar jar) {
        List<Deed> all = new ArrayList<>(deeds);
        deeds.stream()
                .filter(deed -> deed.kind() == Kind.SPRING_CONTEXT && deed.name() != null)
                .forEach(context -> jar.exporters().stream()
                        .filter(exporter -> exporter.isIn(context.name()))
                        .forEach(exporter -> all.add(exported(exporter))));
        return all;
    }

    private static Deed exported(Spring.Exporter exporter) {
        return Deed.of(
                Kind.SPRING_EXPORTER,
                new Place(exporter.name(), "", exporter.file(), exporter.line()),
                "RmiServiceExporter " + exporter.name() + ": " + exporter.serviceInterface());
    }

    private static boolean isMain(MethodFacts method) {
        return method.name().equals("main")
                && method.descriptor().equals("([Ljava/lang/String;)V")
                && method.is(Opcodes.ACC_STATIC)
                && method.is(Opcodes.ACC_PUBLIC);
    }

    private static Place place(ClassFacts type, MethodFacts method) {
        return new Place(type.name(), method.name(), type.file(), 0);
    }

    private static Findings.Main main(Program program) {
        return new Findings.Main(
                program.className(),
                program.place(),
                program.role().label(),
                program.role() == Role.SERVER,
                program.takesArguments(),
                program.manifest(),
                program.deeds().stream()
                        .filter(deed -> deed.kind() == Kind.BINDS && deed.name() != null)
                        .flatMap(deed -> BoundName.of(String.valueOf(deed.name())).stream())
                        .distinct()
                        .toList(),
                program.deeds().stream()
                        .filter(deed -> deed.kind() == Kind.CREATES_REGISTRY)
                        .flatMap(deed -> Stream.ofNullable(deed.number()))
                        .distinct()
                        .toList());
    }

    private List<Findings.Note> notes(List<ForeignJar> own, List<Program> programs) {
        Set<Deed> foreign = deedsOfClients(programs);
        Map<String, List<Deed>> together = new LinkedHashMap<>();
        for (ForeignJar jar : jars) {
            boolean isOwn = own.contains(jar);
            deeds(jar)
                    .filter(deed -> matters(deed) && !foreign.contains(deed))
                    .filter(deed -> isOwn || deed.kind().coverage() == Coverage.CHANGE)
                    .forEach(deed -> together.computeIfAbsent(
                                    deed.kind() + (isOwn ? deed.what() : jar.label()), unseen -> new ArrayList<>())
                            .add(deed));
        }
        return together.values().stream()
                .map(deeds -> note(deeds, own))
                .sorted(Comparator.comparing(Findings.Note::coverage).reversed())
                .toList();
    }

    /** What only clients do, which lie in the same JAR, is not the server's. */
    private static Set<Deed> deedsOfClients(List<Program> programs) {
        Set<Deed> deeds = new HashSet<>();
        programs.stream()
                .filter(program -> program.role() == Role.CLIENT)
                .forEach(program -> deeds.addAll(program.deeds()));
        programs.stream()
                .filter(program -> program.role() == Role.SERVER)
                .forEach(program -> deeds.removeAll(Set.copyOf(program.deeds())));
        return deeds;
    }

    private Findings.Note note(List<Deed> deeds, List<ForeignJar> own) {
        Deed first = deeds.get(0);
        Kind kind = first.kind();
        List<Place> places = deeds.stream().map(Deed::place).distinct().toList();
        ForeignJar home = homes.get(first.place().className());
        boolean inLibrary = home != null && !own.contains(home);
        return new Findings.Note(
                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                inLibrary ? Coverage.LOOK : kind.coverage(),
                first.what(),
                places.subList(0, Math.min(SHOWN_PLACES, places.size())),
                places.size(),
                (inLibrary ? "in a library, and only if the program uses it: " : "") + kind.becomes());
    }

    private Stream<Deed> deeds(ForeignJar jar) {
        List<Deed> deeds = new ArrayList<>();
        jar.unreadable().forEach(file -> deeds.add(Deed.of(Kind.IS_UNREADABLE, new Place(file, "", "", 0), file)));
        jar.exporters().forEach(exporter -> deeds.add(exported(exporter)));
        for (ClassFacts type : jar.classes().values()) {
            addOfClass(type, deeds);
            type.methods().forEach(method -> deeds.addAll(method.deeds()));
        }
        return deeds.stream();
    }

    private void addOfClass(ClassFacts type, List<Deed> deeds) {
        Place place = new Place(type.name(), "", type.file(), 0);
        if (type.release() > Runtime.version().feature()) {
            deeds.add(Deed.of(Kind.IS_NEWER, place, "class files for Java " + type.release()));
        }
        if (Hierarchy.ACTIVATABLE.equals(type.extended())) {
            deeds.add(Deed.of(Kind.ACTIVATES, place, "extends Activatable"));
        }
        if ("java.rmi.server.RemoteStub".equals(type.extended())
                || type.interfaces().contains("java.rmi.server.Skeleton")) {
            deeds.add(Deed.of(Kind.IS_MADE_BY_RMIC, place, type.simpleName()));
        }
        type.annotations().stream()
                .filter(name -> name.startsWith("javax.ejb.") || name.startsWith("jakarta.ejb."))
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(BEANS::contains)
                .forEach(name -> deeds.add(Deed.of(Kind.SESSION_BEAN, place, "@" + name)));
        if (type.isInterface() && hierarchy.isA(type.name(), Hierarchy.REMOTE)) {
            remoteMethods(type)
                    .filter(method -> !declaresRemoteException(method))
                    .forEach(method -> deeds.add(Deed.of(
                            Kind.HIDES_REMOTE_EXCEPTION,
                            place(type, method),
                            type.simpleName() + "." + method.name())));
        }
    }

    private boolean declaresRemoteException(MethodFacts method) {
        return method.exceptions().stream().anyMatch(REMOTE_EXCEPTIONS::contains);
    }

    /** A call of {@code start()} is a thread's only if the object is a thread. */
    private boolean matters(Deed deed) {
        if (deed.kind() != Kind.RUNS_THREADS || !deed.what().endsWith(".start()")) {
            return true;
        }
        String started = deed.object() == null ? null : deed.object().className();
        return started != null && hierarchy.isA(started, "java.lang.Thread");
    }
}
