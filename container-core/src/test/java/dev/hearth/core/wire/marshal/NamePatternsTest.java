package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamePatternsTest {

    @Test
    void aNameIsItself() {
        NamePatterns patterns = NamePatterns.of(List.of("a.b.C"));
        assertThat(patterns.allow("a.b.C")).isTrue();
        assertThat(patterns.allow("a.b.C$D")).isFalse();
        assertThat(patterns.allow("a.b.CD")).isFalse();
    }

    @Test
    void oneStarIsAPackageAndTwoAreATree() {
        assertThat(NamePatterns.of(List.of("a.b.*")).allow("a.b.C")).isTrue();
        assertThat(NamePatterns.of(List.of("a.b.*")).allow("a.b.c.D")).isFalse();
        assertThat(NamePatterns.of(List.of("a.b.**")).allow("a.b.c.D")).isTrue();
        assertThat(NamePatterns.of(List.of("a.b.**")).allow("a.bc.D")).isFalse();
        assertThat(NamePatterns.of(List.of("a.b.C*")).allow("a.b.Cd")).isTrue();
    }

    @Test
    void theFirstThatFitsDecides() {
        NamePatterns patterns = NamePatterns.of(List.of("!a.b.Bad; a.b.**"));
        assertThat(patterns.allow("a.b.Bad")).isFalse();
        assertThat(patterns.allow("a.b.Good")).isTrue();
    }

    @Test
    void limitsAndModulesBelongElsewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamePatterns.of(List.of("maxdepth=3")))
                .withMessageContaining("maxdepth=3");
        assertThatIllegalArgumentException().isThrownBy(() -> NamePatterns.of(List.of("java.base/*")));
    }
}
