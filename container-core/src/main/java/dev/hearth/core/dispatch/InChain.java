package dev.hearth.core.dispatch;

/** What can say which chain the current thread runs. */
public interface InChain {

    /** The chain. */
    Chain chain();
}
