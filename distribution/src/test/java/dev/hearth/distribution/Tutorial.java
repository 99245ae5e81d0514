package dev.hearth.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks of a Markdown file that are to be pasted ({@code sh}), each with what it prints ({@code text}). */
final class Tutorial {

    private Tutorial() {}

    /**
     * One block.
     *
     * @param prints the lines that it prints, among others, in this order; {@code …} stands for anything. Empty if nothing
     *     is said; the commands must then succeed
     */
    record Step(String commands, List<String> prints) {

        Step with(String text, String instead) {
            return new Step(commands.replace(text, instead), prints);
        }

        List<Pattern> patterns() {
            return prints.stream().map(Step::pattern).toList();
        }

        private static Pattern pattern(String line) {
            StringBuilder regex = new StringBuilder();
            String[] parts = line.split("\\s*…\\s*", -1);
            for (int i = 0; i < parts.length; i++) {
                regex.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
            }
            return Pattern.compile(regex + "\\s*");
        }
    }

    /** The steps from one heading to the end of the section of another. */
    static List<Step> steps(Path markdown, String first, String last) throws IOException {
        List<Step> steps = new ArrayList<>();
        boolean wanted = false;
        String fence = "";
        List<String> block = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(markdown)) {
            if (!fence.isEmpty() && line.equals("```")) {
                add(steps, fence, block);
                fence = "";
                block.clear();
            } else if (!fence.isEmpty()) {
                block.add(line);
            } else if (line.startsWith("## ")) {
                wanted = line.startsWith(first) || (wanted && !section.startsWith(last));
                section = line;
            } else if (wanted && line.startsWith("```")) {
                fence = line;
            }
        }
        return steps;
    }

    private static void add(List<Step> steps, String fence, List<String> block) {
        if (fence.equals("```sh")) {
            steps.add(new Step(String.join("\n", block), List.of()));
        } else if (fence.equals("```text")) {
            Step step = steps.remove(steps.size() - 1);
            steps.add(new Step(step.commands(), List.copyOf(block)));
        }
    }
}
