package dev.hearth.benchmarks;

/** A kind of call that two servers are measured by. */
interface Traffic {

    /** The name in reports. */
    String label();

    /** Such a call of this server; by any number of threads at a time. */
    Load.Call to(Server server);
}
