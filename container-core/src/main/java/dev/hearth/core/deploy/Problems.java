package dev.hearth.core.deploy;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a JAR, so that its author sees all of it at once. Used by one thread. */
final class Problems {

    private final String label;
    private final List<String> found = new ArrayList<>();

    /** @param label the JAR's or folder's file name, which each problem begins with */
    Problems(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    void add(String problem) {
        addOf(label, problem);
    }

    /** A problem of one JAR in a folder. */
    void addOf(String jar, String problem) {
        String line = jar + ": " + problem;
        if (!found.contains(line)) {
            found.add(line);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    int count() {
        return found.size();
    }

    List<String> list() {
        return List.copyOf(found);
    }

    /** All problems in one message. */
    DeploymentException exception() {
        if (found.size() == 1) {
            return new DeploymentException(found.get(0));
        }
        return new DeploymentException(label + " has " + found.size() + " problems:\n- " + String.join("\n- ", found));
    }
}
