package io.everbook.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom: the table of modules in docs/architecture.md. */
class ArchitectureTest {

    private static final String CORE = "io.everbook.core..";
    private static final String JOURNAL = "io.everbook.journal..";
    private static final String SNAPSHOT = "io.everbook.snapshot..";
    private static final String REPLAY = "io.everbook.replay..";
    private static final String BACKUP = "io.everbook.app.backup..";
    private static final String RESTORE = "io.everbook.app.restore..";
    private static final String ECLIPSE_COLLECTIONS = "org.eclipse.collections..";
    private static final String CHRONICLE = "net.openhft..";
    private static final String LOGGING = "org.slf4j..";

    private static final List<String> NAMES_THAT_SAY_NOTHING =
            List.of("common", "util", "utils", "impl", "model", "helper", "helpers", "manager", "managers");

    private static final JavaClasses CLASSES = MainClasses.of("io.everbook");

    @ParameterizedTest
    @ValueSource(strings = {"core", "journal", "snapshot", "replay", "app"})
    void shouldSeeTheClassesOfEveryModule(String module) {
        assertThat(CLASSES.stream().filter(resideInAPackage("io.everbook." + module + "..")))
                .as("classes of %s", module)
                .isNotEmpty();
    }

    @Test
    void shouldLetCoreImportOnlyTheJdkEclipseCollectionsAndHandlerTypes() {
        check(importsOnly(CORE, ECLIPSE_COLLECTIONS));
    }

    @Test
    void shouldLetJournalImportOnlyCoreAndChronicle() {
        check(importsOnly(JOURNAL, CORE, CHRONICLE));
    }

    @Test
    void shouldLetSnapshotImportOnlyCoreAndJournal() {
        check(importsOnly(SNAPSHOT, CORE, JOURNAL, CHRONICLE, LOGGING));
    }

    @Test
    void shouldLetReplayImportOnlyCoreJournalAndSnapshot() {
        check(importsOnly(REPLAY, CORE, JOURNAL, SNAPSHOT, LOGGING));
    }

    @Test
    void shouldKeepEveryClassInTheFiveModules() {
        check(classes()
                .should()
                .resideInAnyPackage(CORE, JOURNAL, SNAPSHOT, REPLAY, "io.everbook.app..")
                .as("every class belongs to core, journal, snapshot, replay or app"));
    }

    @Test
    void shouldNotNamePackagesAfterNothingInParticular() {
        check(noClasses().should(ArchCondition.from(are(inAPackageThatSaysNothing()))));
    }

    /** Replays read backups; what both of them need to make a data directory is below both. */
    @Test
    void shouldNotLetBackupsAndReplaysImportEachOther() {
        check(noClasses()
                .that()
                .resideInAnyPackage(BACKUP, RESTORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.everbook.app.replay.."));
        check(noClasses()
                .that()
                .resideInAPackage(RESTORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BACKUP));
    }

    private static ArchRule importsOnly(String module, String... others) {
        String[] packages = Stream.concat(Stream.of(module, "java.."), Arrays.stream(others))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages)
                        .or(primitivesAndArraysOfThem())
                        .or(handlerTypesOfTheDisruptor()));
    }

    private static DescribedPredicate<JavaClass> primitivesAndArraysOfThem() {
        return DescribedPredicate.describe(
                "primitives", type -> type.getBaseComponentType().isPrimitive());
    }

    private static DescribedPredicate<JavaClass> handlerTypesOfTheDisruptor() {
        return DescribedPredicate.describe(
                "handler types of the Disruptor",
                type -> type.getName().matches("com\\.lmax\\.disruptor\\.(\\w*Handler(Base)?|Sequence)"));
    }

    private static DescribedPredicate<JavaClass> inAPackageThatSaysNothing() {
        return DescribedPredicate.describe(
                "in a package named " + NAMES_THAT_SAY_NOTHING,
                type -> Arrays.stream(type.getPackageName().split("\\.")).anyMatch(NAMES_THAT_SAY_NOTHING::contains));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
