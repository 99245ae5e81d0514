package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Hook;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How hooks are told what has happened already: each by itself, and without an answer. */
final class News {

    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private News() {}

    static <C> void tell(List<Registration<Hook<C>>> hooks, C what) {
        for (Registration<Hook<C>> hook : hooks) {
            tell(hook, what);
        }
    }

    static <C> void tell(Registration<Hook<C>> hook, C what) {
        try {
            hook.hook().apply(what);
        } catch (Throwable fault) {
            LOG.error("the hook of {} failed", hook, fault);
        }
    }
}
