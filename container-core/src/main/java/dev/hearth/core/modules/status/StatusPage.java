package dev.hearth.core.modules.status;

import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Page;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status as a page of HTML: no script, no picture, nothing from elsewhere. */
final class StatusPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Hearth: status</title>
            <style>
            :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --ember: #c2410c; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 3rem auto; padding: 0 1.5rem; }
            h1 { font-weight: 600; letter-spacing: -.02em; margin: 0; border-left: .35rem solid var(--ember); padding-left: .8rem; }
            h2 { font-size: 1.05rem; font-weight: 600; margin: 2.5rem 0 .5rem; }
            p.about { margin: .3rem 0 2rem; padding-left: 1.15rem; opacity: .75; }
            dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 1px; margin: 0;
              background: var(--line); border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
            dl div { background: Canvas; padding: .8rem 1rem; }
            dt { font-size: .8rem; opacity: .7; }
            dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
            table { border-collapse: collapse; width: 100%; font-size: .92rem; }
            th { text-align: left; font-weight: 500; font-size: .8rem; opacity: .7; }
            th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); }
            code { font: .92em ui-monospace, monospace; }
            </style>
            </head>
            <body>
            """;

    private StatusPage() {}

    static Page.Content of(Facts known) {
        Map<String, Object> facts = known.status();
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>Hearth ").append(text(facts.get("version"))).append("</h1>\n");
        page.append("<p class=\"about\">up for ")
                .append(duration(number(facts, "uptime")))
                .append(", since ")
                .append(text(facts.get("started")))
                .append("; Java ")
                .append(text(facts.get("java")))
                .append("</p>\n<dl>\n");
        tile(page, "connections", facts, "connections");
        tile(page, "calls in progress", facts, "calls.in-progress");
        tile(page, "of them waiting", facts, "calls.waiting");
        tile(page, "active objects", facts, "objects.active");
        tile(page, "calls from outside", facts, "calls.total");
        tile(page, "without a result", facts, "calls.failed");
        tile(page, "threads", facts, "threads");
        tile(page, "heap", bytes(number(facts, "heap.used")) + " of " + bytes(number(facts, "heap.max")));
        page.append("</dl>\n<h2>Types</h2>\n");
        table(page, known.types());
        return Page.Content.html(page.append("</body>\n</html>\n").toString());
    }

    private static void tile(StringBuilder page, String what, Map<String, Object> facts, String name) {
        tile(page, what, String.format(Locale.ROOT, "%,d", number(facts, name)).replace(',', '\u202f'));
    }

    private static void tile(StringBuilder page, String what, String value) {
        page.append("<div><dt>").append(what).append("</dt><dd>").append(value).append("</dd></div>\n");
    }

    private static void table(StringBuilder page, List<DeployedType> types) {
        if (types.isEmpty()) {
            page.append("<p>Nothing is deployed.</p>\n");
            return;
        }
        page.append(
                "<table>\n<tr><th>name</th><th>class</th><th>lifecycle</th><th>threading</th><th>deployment</th></tr>\n");
        for (DeployedType type : types) {
            page.append("<tr><td><code>").append(text(type.name()));
            page.append("</code></td><td><code>").append(text(type.className()));
            page.append("</code></td><td>").append(word(type.lifecycle()));
            page.append("</td><td>").append(word(type.threading()));
            page.append("</td><td>").append(text(type.deployment())).append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static long number(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof Long number ? number : 0;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String duration(long seconds) {
        Duration up = Duration.ofSeconds(Math.max(0, seconds));
        return up.toDays() > 0
                ? up.toDays() + " d " + up.toHoursPart() + " h"
                : up.toHours() > 0
                        ? up.toHours() + " h " + up.toMinutesPart() + " min"
                        : up.toMinutes() + " min " + up.toSecondsPart() + " s";
    }

    private static String bytes(long bytes) {
        return bytes < 0 ? "no limit" : bytes / (1 << 20) + " MiB";
    }

    /** As HTML wants a text: names are made up by others. */
    static String text(@Nullable Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
