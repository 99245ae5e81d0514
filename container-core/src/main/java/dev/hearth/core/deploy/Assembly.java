package dev.hearth.core.deploy;

import dev.hearth.api.Threading;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Setting;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.deploy.DeploymentListener.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.rmi.Remote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of JARs what they host: reads, loads and checks them, and collects everything that is wrong.
 *
 * <p>No code of the JARs is run but the constructors of their hook modules, and what says their names and settings; a trial may run more. Used by
 * one thread; different assemblies by different threads at the same time.
 */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final String name;
    private final DeploymentLoader loader;
    private final long version;
    private final Problems problems;
    private final List<HostedType> types = new ArrayList<>();
    private final Deployment deployment;
    private final List<ServiceLoader.Provider<HookModule>> modules;
    private final ModuleFinder moduleFinder;
    private final Optional<Program> program;
    private final List<JarScan> scans;
    private final List<String> ambiguities;

    /**
     * @param label what messages begin with
     * @param jars the files by what messages call them, in the order in which they are searched
     * @param shared the JARs of {@code deploy/lib}
     * @param fallback the container's threading
     * @param settings those that go before the descriptor's
     * @param version as {@link Deployment#version} means it
     */
    Assembly(
            String name,
            String label,
            DeploymentLoader loader,
            Map<String, Path> jars,
            List<JarScan> shared,
            Threading fallback,
            Map<String, String> settings,
            long version) {
        this.name = name;
        this.version = version;
        this.loader = loader;
        this.problems = new Problems(label);
        this.scans = scan(jars);
        this.ambiguities = Ambiguities.among(shared, scans);
        Descriptor descriptor = describe(scans);
        List<TypePlan> plans = plan(scans, descriptor);
        NameRules.checkTogether(plans, problems);
        List<TypePlan> sound = sound(plans, scans);
        this.program = new Programs(loader, new LoadFailures(scans), problems).find(descriptor);
        this.deployment = deployment(descriptor, own(sound, shared, scans, jars.values()), fallback, settings);
        sound.forEach(this::host);
        this.moduleFinder = new ModuleFinder(loader, problems);
        this.modules = moduleFinder.find();
        refuseNothing();
    }

    private List<JarScan> scan(Map<String, Path> jars) {
        List<JarScan> scans = new ArrayList<>();
        jars.forEach((label, jar) -> {
            try {
                scans.add(JarScan.of(jar, label));
            } catch (IOException | RuntimeException unreadable) {
                problems.addOf(
                        label, "is not a readable JAR file (" + unreadable.getMessage() + "): build or copy it again");
            }
        });
        return scans;
    }

    private Descriptor describe(List<JarScan> scans) {
        List<Descriptor.Entry> objects = new ArrayList<>();
        Map<String, String> settings = new HashMap<>();
        Set<Threading> threadings = new LinkedHashSet<>();
        Descriptor running = Descriptor.NONE;
        for (JarScan scan : scans) {
            for (byte[] yaml : scan.descriptor()) {
                Descriptor descriptor = new DescriptorReader(scan.label(), problems).read(yaml);
                objects.addAll(descriptor.objects());
                threadings.add(descriptor.threading());
                if (descriptor.main() != null && running.main() != null) {
                    problems.addOf(scan.label(), "names a 'main', as a JAR before it does: leave one");
                }
                running = descriptor.main() == null ? running : descriptor;
                descriptor.settings().forEach((key, value) -> {
                    if (!value.equals(settings.getOrDefault(key, value))) {
                        problems.addOf(scan.label(), "sets '" + key + "' to another value than a JAR before it does");
                    }
                    settings.put(key, value);
                });
            }
        }
        threadings.remove(Threading.INHERIT);
        if (threadings.size() > 1) {
            problems.add("its JARs want different 'threading': " + threadings + "; leave one");
        }
        return new Descriptor(
                threadings.stream().findFirst().orElse(Threading.INHERIT),
                settings,
                objects,
                running.main(),
                running.arguments());
    }

    private List<TypePlan> plan(List<JarScan> scans, Descriptor descriptor) {
        return new TypePlans(loader, new LoadFailures(scans), problems).find(scans, descriptor.objects());
    }

    /** The types that clients can call. */
    private List<TypePlan> sound(List<TypePlan> plans, List<JarScan> scans) {
        List<TypePlan> sound = new ArrayList<>();
        for (TypePlan plan : plans) {
            int before = problems.count();
            try {
                TypeRules.check(plan.implementation(), problems);
                TypeRules.remoteInterfaces(List.of(plan.implementation()));
            } catch (LinkageError | TypeNotPresentException | SecurityException failure) {
                problems.add(new LoadFailures(scans).explain(plan.className(), failure));
            }
            if (problems.count() == before) {
                sound.add(plan);
            }
        }
        return sound;
    }

    private OwnClasses own(List<TypePlan> plans, List<JarScan> shared, List<JarScan> scans, Collection<Path> jars) {
        Set<String> roots = roots(plans);
        checkSingle(roots, scans);
        List<JarScan> searched = new ArrayList<>(shared);
        searched.addAll(scans);
        program.ifPresent(server -> {
            scans.forEach(scan -> roots.addAll(remoteInterfaces(scan)));
            roots.addAll(mentioned(shared, jars));
        });
        return OwnClasses.of(roots, searched);
    }

    private Set<String> roots(List<TypePlan> plans) {
        List<Class<?>> implementations = new ArrayList<>();
        plans.forEach(plan -> implementations.add(plan.implementation()));
        Set<String> roots = new LinkedHashSet<>();
        implementations.forEach(type -> roots.add(type.getName()));
        TypeRules.remoteInterfaces(implementations).forEach(remote -> roots.add(remote.getName()));
        program.ifPresent(server -> roots.add(server.main().getDeclaringClass().getName()));
        return roots;
    }

    /** Of two versions of a program in one folder, the order of the files' names would decide which one runs. */
    private void checkSingle(Set<String> names, List<JarScan> scans) {
        for (String name : names) {
            List<JarScan> holders = scans.stream()
                    .filter(scan -> scan.classes().containsKey(name))
                    .toList();
            holders.stream()
                    .filter(scan -> !Objects.equals(
                            scan.classes().get(name), holders.get(0).classes().get(name)))
                    .forEach(scan -> problems.addOf(
                            scan.label(),
                            "holds " + name + ", and so does " + holders.get(0).label()
                                    + ", another one: remove one of the two JARs"));
        }
    }

    /** What a server will export is not known before it runs: any remote interface in its JARs may be of it. */
    private List<String> remoteInterfaces(JarScan scan) {
        List<String> found = new ArrayList<>();
        for (String name : scan.remotes()) {
            if (remoteInterface(name)) {
                found.add(name);
            }
        }
        return found;
    }

    /** The remote interfaces in {@code deploy/lib} that its classes use: others' are none of its. */
    private Set<String> mentioned(List<JarScan> shared, Collection<Path> jars) {
        Set<String> remotes = new HashSet<>();
        shared.forEach(scan -> remotes.addAll(scan.remotes()));
        Set<String> mentioned = new HashSet<>();
        if (!remotes.isEmpty()) {
            for (Path jar : jars) {
                try {
                    mentioned.addAll(Mentions.in(jar, remotes));
                } catch (IOException unreadable) {
                    LOG.debug("{} was told to be unreadable before", jar, unreadable);
                }
            }
        }
        mentioned.removeIf(
                name -> !remoteInterface(name)); // others are not loaded: who loads one depends on deploy/lib
        return mentioned;
    }

    private boolean remoteInterface(String name) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            return type.isInterface() && Remote.class.isAssignableFrom(type);
        } catch (ClassNotFoundException | LinkageError unloadable) {
            return false; // of a library that lacks something: nobody can call what implements it
        }
    }

    private Deployment deployment(
            Descriptor descriptor, OwnClasses own, Threading fallback, Map<String, String> settings) {
        Map<String, String> effective = new HashMap<>(descriptor.settings());
        effective.putAll(settings);
        Threading threading = descriptor.threading() == Threading.INHERIT ? fallback : descriptor.threading();
        return new Deployment(name, loader, own, effective, threading, version);
    }

    private void host(TypePlan plan) {
        Threading threading = plan.threading() == Threading.INHERIT ? deployment.threading() : plan.threading();
        boolean keyed = plan.arguments().isEmpty();
        try {
            types.add(HostedType.of(
                    plan.name(),
                    deployment,
                    plan.implementation(),
                    new HostedType.Traits(plan.lifecycle(), threading, plan.preload(), keyed),
                    Construction.of(plan)));
        } catch (IllegalArgumentException unusable) {
            problems.add(String.valueOf(unusable.getMessage()));
        } catch (LinkageError | TypeNotPresentException failure) {
            problems.add(new LoadFailures(List.of()).explain(plan.className(), failure));
        }
    }

    private void refuseNothing() {
        if (types.isEmpty() && modules.isEmpty() && program.isEmpty() && problems.isEmpty()) {
            problems.add("holds nothing to host: put @HostedObject on a class, or name one in the " + JarScan.DESCRIPTOR
                    + " in its JAR (of a folder, in one of its JARs, and not beside them), or the 'main' of a whole server there ('hearth adopt' writes it), or name a hook module in META-INF/services/"
                    + HookModule.class.getName());
        }
    }

    /** What was found; the trial looks at what is sound. */
    Inspection inspection(Trial trial) {
        Map<String, List<Setting>> settings = Map.of();
        List<String> found = problems.list();
        if (found.isEmpty()) {
            found = trial.problems(problems.label(), List.copyOf(types));
        }
        if (found.isEmpty()) {
            List<HookModule> made = moduleFinder.make(modules);
            settings = settings(made);
            found = problems.isEmpty() ? trial.moduleProblems(problems.label(), made) : problems.list();
        }
        return new Inspection(
                name,
                types.stream().map(TypeSummary::of).toList(),
                modules.stream().map(module -> module.type().getName()).toList(),
                settings,
                ambiguities,
                List.copyOf(found));
    }

    private Map<String, List<Setting>> settings(List<HookModule> made) {
        Map<String, List<Setting>> settings = new LinkedHashMap<>();
        for (HookModule module : made) {
            try {
                List<Setting> declared = module.settings();
                boolean given = declared != null && declared.stream().noneMatch(Objects::isNull);
                settings.put(module.name(), given ? List.copyOf(declared) : List.of()); // the trial refuses what is not
            } catch (RuntimeException | LinkageError failed) {
                problems.add("the hook module " + module.getClass().getName() + " can't say which settings it has: "
                        + failed);
            }
        }
        return settings;
    }

    /**
     * What is to be hosted.
     *
     * @throws DeploymentException if anything is wrong
     */
    DeploymentListener.Contents contents() throws DeploymentException {
        List<HookModule> made = problems.isEmpty() ? moduleFinder.make(modules) : List.of();
        if (!problems.isEmpty()) {
            throw problems.exception();
        }
        scans.forEach(JarScan::warn);
        ambiguities.forEach(LOG::warn);
        return new DeploymentListener.Contents(deployment, List.copyOf(types), List.copyOf(made), program);
    }
}
