package check;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Calls the static methods of a program that its input names, and prints how each ended. */
public final class Runner {

    private Runner() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err);
        Class<?> program = Class.forName(arguments[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(run(program, line.split("\t", -1)).replaceAll("\\R", " / "));
        }
        System.exit(0);
    }

    private static String run(Class<?> program, String[] words) {
        Object[] values = Arrays.copyOfRange(words, 1, words.length, Object[].class);
        try {
            for (Method method : program.getMethods()) {
                if (method.getName().equals(words[0]) && method.getParameterCount() == values.length) {
                    return "OK " + method.invoke(null, values);
                }
            }
            return "THREW no method " + Arrays.toString(words);
        } catch (InvocationTargetException thrown) {
            return "THREW " + chain(thrown.getCause());
        } catch (IllegalAccessException | RuntimeException wrong) {
            return "THREW in the runner " + chain(wrong);
        }
    }

    /** An exception with its causes. */
    public static String chain(Throwable thrown) {
        StringBuilder chain = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            chain.append(chain.length() == 0 ? "" : " <- ")
                    .append(cause.getClass().getName())
                    .append(": ")
                    .append(cause.getMessage());
        }
        return chain.toString();
    }
}
