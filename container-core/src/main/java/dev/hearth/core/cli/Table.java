package dev.hearth.core.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of aligned columns; numbers stand at the right of theirs. Used by one thread. */
final class Table {

    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final List<String> titles;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<List<String>> below = new ArrayList<>();

    /** @param titles all empty for a table without a title line */
    Table(String... titles) {
        this.titles = List.of(titles);
    }

    /** A row; what is null, or an empty list, shows as a dash. */
    void add(@Nullable Object... cells) {
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? NOTHING : cell instanceof List<?> list ? joined(list) : cell);
        }
        rows.add(row);
        below.add(new ArrayList<>());
    }

    /** A line of its own below the last row. */
    void below(String line) {
        below.get(below.size() - 1).add(line);
    }

    private static String joined(List<?> list) {
        return list.isEmpty()
                ? NOTHING
                : String.join(", ", list.stream().map(String::valueOf).toList());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int[] widths = widths();
        if (titles.stream().anyMatch(title -> !title.isEmpty())) {
            lines.add(line(List.copyOf(titles), widths));
        }
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i), widths));
            lines.addAll(below.get(i));
        }
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = titles.get(i).length();
            for (List<Object> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).toString().length());
            }
        }
        return widths;
    }

    private String line(List<?> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = cells.get(i).toString();
            String space = " ".repeat(widths[i] - text.length());
            line.append(numeric(i) ? space + text : text + space).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private boolean numeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
    }
}
