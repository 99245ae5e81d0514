package dev.hearth.api.hook;

import java.util.Objects;

/**
 * A setting that a module has, for those who configure it. Immutable.
 *
 * @param name as it stands under the module's name: {@code calls-per-second}
 * @param kind what its value is
 * @param otherwise what holds where nothing is said, as one would write it; empty if nothing does
 * @param help what it does, in a few words
 * @param perSection whether it may also stand in a section, for the calls that the section is about
 */
public record Setting(String name, Kind kind, String otherwise, String help, boolean perSection) {

    /** What a setting's value is. */
    public enum Kind {
        /** Any text. */
        TEXT,
        /** A whole number: {@link ModuleConfig#getInt}. */
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A time such as {@code 500ms}, {@code 30s} or {@code 10m}. */
        DURATION,
        /** A list of texts, or one text alone. */
        LIST,
        /** Names with a text each: {@link ModuleConfig#getMap}. */
        MAP
    }

    /** Checks that all is there. */
    public Setting {
        Objects.requireNonNull(name, "a setting has null as its name");
        Objects.requireNonNull(kind, () -> "the setting " + name + " has null as its kind");
        Objects.requireNonNull(
                otherwise,
                () -> "the setting " + name + " has null as its default: an empty text says that it has none");
        Objects.requireNonNull(help, () -> "the setting " + name + " has null as its help");
    }

    /** A setting of the whole module. */
    public static Setting of(String name, Kind kind, String otherwise, String help) {
        return new Setting(name, kind, otherwise, help, false);
    }

    /** The same setting, which may also stand in a section. The module reads it through {@link ModuleConfig#perCall}. */
    public Setting inSections() {
        return new Setting(name, kind, otherwise, help, true);
    }
}
