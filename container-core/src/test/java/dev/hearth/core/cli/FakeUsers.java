package dev.hearth.core.cli;

import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Users in memory, with their passwords in plain. */
final class FakeUsers implements UserKeeper {

    final Map<String, String> passwords = new TreeMap<>();
    final Map<String, Set<String>> roles = new TreeMap<>();
    Path folder = Path.of("");

    @Override
    public void add(HearthConfig config, Path data, String name, char[] password, Set<String> added) {
        folder = data;
        passwords.put(name, new String(password));
        roles.put(name, added);
    }

    @Override
    public void remove(HearthConfig config, Path data, String name) throws RefusedException {
        requirePresent(config, data, name, true);
        passwords.remove(name);
        roles.remove(name);
    }

    @Override
    public void password(HearthConfig config, Path data, String name, char[] password) {
        passwords.put(name, new String(password));
    }

    @Override
    public void roles(HearthConfig config, Path data, String name, Set<String> now) throws RefusedException {
        requirePresent(config, data, name, true);
        roles.put(name, new TreeSet<>(now));
    }

    @Override
    public void requirePresent(HearthConfig config, Path data, String name, boolean wanted) throws RefusedException {
        if (passwords.containsKey(name) != wanted) {
            throw new RefusedException(wanted ? "there is no user '" + name + "'" : "there is a user " + name);
        }
    }

    @Override
    public List<Row> list(HearthConfig config, Path data) {
        return roles.entrySet().stream()
                .map(user -> new Row(user.getKey(), List.copyOf(user.getValue())))
                .toList();
    }
}
