package io.github.redeliver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of the house: cli → {batch → report, workshop} → root → {read, evidence, inference} → facts; inference → knowledge → facts. */
class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void load() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.redeliver");
    }

    @Test
    void arrowsPointOneWay() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("cli").definedBy("io.github.redeliver.cli..")
                .layer("workshop").definedBy("io.github.redeliver.workshop..")
                .layer("batch").definedBy("io.github.redeliver.batch..")
                .layer("report").definedBy("io.github.redeliver.report..")
                .layer("root").definedBy("io.github.redeliver")
                .layer("read").definedBy("io.github.redeliver.read..")
                .layer("evidence").definedBy("io.github.redeliver.evidence..")
                .layer("inference").definedBy("io.github.redeliver.inference..")
                .layer("knowledge").definedBy("io.github.redeliver.knowledge..")
                .layer("facts").definedBy("io.github.redeliver.facts..")
                .whereLayer("cli").mayNotBeAccessedByAnyLayer()
                .whereLayer("workshop").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("batch").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("report").mayOnlyBeAccessedByLayers("cli", "batch")
                .whereLayer("root").mayOnlyBeAccessedByLayers("cli", "batch", "report", "workshop")
                .whereLayer("read").mayOnlyBeAccessedByLayers("root", "workshop", "cli")
                .whereLayer("evidence").mayOnlyBeAccessedByLayers("root", "workshop", "cli")
                .whereLayer("inference").mayOnlyBeAccessedByLayers("root", "workshop", "cli")
                .whereLayer("knowledge").mayOnlyBeAccessedByLayers("inference", "root", "report", "batch", "workshop", "cli")
                .check(classes);
    }

    @Test
    void onlyKnowledgeAndInferenceKnowDrools() {
        noClasses().that().resideOutsideOfPackages("io.github.redeliver.knowledge..", "io.github.redeliver.inference..")
                .should().dependOnClassesThat().resideInAnyPackage("org.drools..", "org.kie..").check(classes);
        noClasses().that().resideInAPackage("io.github.redeliver.knowledge..")
                .should().dependOnClassesThat().resideInAnyPackage("org.drools.model..", "org.kie.api.runtime..").check(classes);
    }

    @Test
    void theLibraryDoesNotNeedTheCommandLinesLibraries() {
        noClasses().that().resideOutsideOfPackage("io.github.redeliver.cli..")
                .should().dependOnClassesThat().resideInAnyPackage("picocli..").check(classes);
    }

    @Test
    void nothingChangesInStaticState() {
        fields().that().areStatic().should().beFinal().check(classes);
    }

    @Test
    void nothingIsMadeToBeExtended() {
        classes().that().areNotInterfaces().and().areNotEnums().and().areNotAnonymousClasses()
                .and().doNotHaveModifier(JavaModifier.ABSTRACT)
                .should().haveModifier(JavaModifier.FINAL).check(classes);
    }
}
