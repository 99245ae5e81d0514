package dev.hearth.core.server;

import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.cli.UserKeeper;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.identity.Passwords;
import dev.hearth.core.identity.User;
import dev.hearth.core.identity.UserFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The users of a configuration: the file is changed, and a container that runs reads it again. */
final class UserKeeping implements UserKeeper {

    @Override
    public void add(HearthConfig config, Path data, String name, char[] password, Set<String> roles)
            throws RefusedException {
        change(config, data, users -> {
            User user = new User(name, Passwords.hash(password), roles);
            if (users.putIfAbsent(name, user) != null) {
                throw new IllegalArgumentException("there is a user " + name
                        + " already; 'hearth user passwd' and 'hearth user roles' change them");
            }
            return users;
        });
    }

    @Override
    public void remove(HearthConfig config, Path data, String name) throws RefusedException {
        change(config, data, users -> {
            present(users, name);
            users.remove(name);
            return users;
        });
    }

    @Override
    public void password(HearthConfig config, Path data, String name, char[] password) throws RefusedException {
        change(config, data, users -> {
            users.put(
                    name,
                    new User(
                            name, Passwords.hash(password), present(users, name).roles()));
            return users;
        });
    }

    @Override
    public void roles(HearthConfig config, Path data, String name, Set<String> roles) throws RefusedException {
        change(config, data, users -> {
            users.put(name, new User(name, present(users, name).hash(), roles));
            return users;
        });
    }

    @Override
    public void requirePresent(HearthConfig config, Path data, String name, boolean wanted) throws RefusedException {
        try {
            User.checkName(name);
            boolean found = file(config, data).read().containsKey(name);
            if (found && !wanted) {
                throw new RefusedException("there is a user " + name
                        + " already; 'hearth user passwd' and 'hearth user roles' change them");
            }
            if (!found && wanted) {
                throw new RefusedException(unknown(name));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new RefusedException(String.valueOf(unreadable.getMessage()));
        }
    }

    private static User present(Map<String, User> users, String name) {
        User user = users.get(name);
        if (user == null) {
            throw new IllegalArgumentException(unknown(name));
        }
        return user;
    }

    private static String unknown(String name) {
        return "there is no user '" + name + "'; 'hearth user list' lists those that there are";
    }

    @Override
    public List<Row> list(HearthConfig config, Path data) throws RefusedException {
        try {
            return file(config, data).read().values().stream()
                    .map(user -> new Row(user.name(), List.copyOf(user.sortedRoles())))
                    .toList();
        } catch (IOException unreadable) {
            throw new RefusedException(String.valueOf(unreadable.getMessage()));
        }
    }

    private static void change(HearthConfig config, Path data, UnaryOperator<Map<String, User>> change)
            throws RefusedException {
        try {
            file(config, data).change(change);
        } catch (IOException | IllegalArgumentException refused) {
            throw new RefusedException(String.valueOf(refused.getMessage()));
        }
    }

    private static UserFile file(HearthConfig config, Path data) {
        return new UserFile(Identity.settings(config, data).users());
    }
}
