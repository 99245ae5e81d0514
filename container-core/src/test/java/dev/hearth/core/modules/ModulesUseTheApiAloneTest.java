package dev.hearth.core.modules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What a built-in module can't do through the public API, the API lacks. */
@AnalyzeClasses(packages = "dev.hearth.core.modules", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesUseTheApiAloneTest {

    @ArchTest
    static final ArchRule API_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.slf4j",
                    "org.jspecify.annotations",
                    "com.google.errorprone.annotations..",
                    "io.micrometer..",
                    "io.opentelemetry..",
                    "dev.hearth.api..",
                    "dev.hearth.core.modules..");
}
