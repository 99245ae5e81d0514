package dev.hearth.core.server;

/** A module could not register, or its settings make no sense. The message is that of the cause. */
final class UnfitModuleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String module;

    UnfitModuleException(String module, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.module = module;
    }

    /** The name of the module. */
    String module() {
        return module;
    }
}
