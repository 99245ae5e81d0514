package dev.hearth.core.modules;

/** Whether a caller may. */
enum Verdict {
    YES,
    NO,
    /** Nobody has said. */
    SILENT
}
