package dev.hearth.core.call.marks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.hook.Mark;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What annotations hold, as Jakarta Annotations has it. */
class MarksTest {

    enum Colour {
        RED
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Roles {
        String[] value();

        String note() default "";
    }

    @interface Plain {}

    @interface Several {
        int[] value();
    }

    @interface Painted {
        Colour value();
    }

    @interface Typed {
        Class<?> value();
    }

    interface Face {
        @Roles("interface")
        default String given() {
            return "";
        }

        @Roles("interface")
        String declared();
    }

    @Roles("base")
    static class Base {
        public String inherited() {
            return "";
        }

        @Roles("base method")
        public String overridden() {
            return "";
        }

        @Plain
        public String own() {
            return "";
        }
    }

    @Plain
    @Several({1, 2})
    @Painted(Colour.RED)
    @Typed(String.class)
    static class Derived extends Base implements Face {
        @Override
        public String overridden() {
            return "";
        }

        @Override
        @Roles(
                value = {"a", "b"},
                note = "passed over")
        public String declared() {
            return "";
        }
    }

    private static final String SIGNATURE = "()Ljava/lang/String;";
    private final Marks marks = new Marks(Derived.class);

    private static List<String> texts(List<Mark> marks) {
        return marks.stream()
                .map(mark -> mark.type().substring(mark.type().lastIndexOf('$') + 1) + mark.values())
                .toList();
    }

    private List<String> of(String method) {
        return texts(marks.ofMethod(method, SIGNATURE)).stream()
                .filter(mark -> mark.startsWith("Roles") || mark.startsWith("Plain"))
                .toList();
    }

    @Test
    void aClassHasItsOwnAlone() {
        assertThat(texts(marks.ofClass()))
                .containsExactlyInAnyOrder("Plain[]", "Several[1, 2]", "Painted[RED]", "Typed[java.lang.String]");
    }

    @Test
    void aMethodThatIsInheritedKeepsWhatItsOwnClassSays() {
        assertThat(of("inherited")).containsExactly("Roles[base]");
    }

    @Test
    void whatIsOverriddenDoesNotCount() {
        assertThat(of("overridden")).containsExactly("Plain[]");
    }

    @Test
    void theMethodsOwnComeBeforeThoseOfItsClass() {
        assertThat(of("declared")).containsExactly("Roles[a, b]", "Plain[]");
        assertThat(of("own")).containsExactly("Plain[]", "Roles[base]");
    }

    @Test
    void anInterfaceContributesToItsDefaultMethodsAlone() {
        assertThat(of("given")).containsExactly("Roles[interface]");
    }

    @Test
    void aMethodThatIsNotThereHasNone() {
        assertThat(marks.ofMethod("absent", SIGNATURE)).isEmpty();
    }

    @Test
    void aClassWithoutAFileHasNone() {
        Runnable lambda = () -> {};
        assertThat(new Marks(lambda.getClass()).ofClass()).isEmpty();
    }
}
