package io.everbook.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code core} may never touch, so that the same commands give the same events in every run. */
class DeterministicCoreTest {

    private static final Set<String> CLOCKS = Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime");

    private static final Set<String> CHANCE = Set.of(
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.lang.System.identityHashCode",
            "java.util.Collections.shuffle",
            "java.util.UUID.randomUUID");

    private static final Set<String> HASH_ORDERED = Set.of(
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap");

    private static final Set<String> SALTED_FACTORIES = Set.of(
            "java.util.Map.copyOf",
            "java.util.Map.of",
            "java.util.Map.ofEntries",
            "java.util.Set.copyOf",
            "java.util.Set.of");

    private static final List<String> INPUT_AND_OUTPUT =
            List.of("java.io", "java.net", "java.nio.channels", "java.nio.file", "java.sql", "javax");

    private static final Set<String> ENVIRONMENT = Set.of(
            "java.lang.System.console",
            "java.lang.System.getProperties",
            "java.lang.System.getProperty",
            "java.lang.System.getenv");

    private static final Set<String> THREADS = Set.of(
            "java.lang.InheritableThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ThreadLocal",
            "java.util.Timer");

    private static final Set<String> FLOATING_POINT =
            Set.of("float", "double", "java.lang.Float", "java.lang.Double", "java.math.BigDecimal");

    private static final JavaClasses CORE = MainClasses.of("io.everbook.core");

    @Test
    void shouldNotReadAnyClock() {
        check(classes().should(notAccess("a clock", access -> CLOCKS.contains(nameOf(access)) || isNow(access))));
        check(classes().should(notDependOn("a clock", type -> type.isAssignableTo("java.time.InstantSource"))));
    }

    @Test
    void shouldLeaveNothingToChance() {
        check(classes().should(notAccess("chance", access -> CHANCE.contains(nameOf(access)))));
        check(classes().should(notDependOn("random numbers", DeterministicCoreTest::isRandom)));
    }

    @Test
    void shouldNotUseCollectionsInHashOrder() {
        check(classes().should(notAccess("hash order", access -> SALTED_FACTORIES.contains(nameOf(access)))));
        check(classes().should(notDependOn("hash order", type -> HASH_ORDERED.contains(type.getName()))));
    }

    @Test
    void shouldNotTouchFilesSocketsOrTheEnvironment() {
        check(classes().should(notAccess("the environment", access -> ENVIRONMENT.contains(nameOf(access)))));
        check(classes().should(notDependOn("input and output", type -> isIn(type, INPUT_AND_OUTPUT))));
    }

    @Test
    void shouldNotUseThreadsOrLocks() {
        check(classes().should(notDependOn("threads", DeterministicCoreTest::isThreading)));
        check(codeUnits().should().notHaveModifier(JavaModifier.SYNCHRONIZED));
    }

    @Test
    void shouldNotLog() {
        List<String> loggers = List.of("java.util.logging", "org.slf4j", "java.lang.System$Logger");
        check(classes().should(notDependOn("logging", type -> isIn(type, loggers))));
    }

    @Test
    void shouldDeclareNoFloatingPoint() {
        check(fields().should(notUseFloatingPoint(field -> Stream.of(field.getRawType()), JavaField::getDescription)));
        check(codeUnits().should(notUseFloatingPoint(DeterministicCoreTest::typesOf, JavaCodeUnit::getDescription)));
    }

    @Test
    void shouldCallNothingThatTakesOrGivesFloatingPoint() {
        check(classes()
                .should(notAccess(
                        "floating point",
                        access -> access.getTarget() instanceof CodeUnitAccessTarget target
                                && typesOf(target).anyMatch(DeterministicCoreTest::isFloatingPoint))));
    }

    @Test
    void shouldLeaveNoClassOpenToUnknownSubclasses() {
        check(classes()
                .should(ArchCondition.from(DescribedPredicate.describe(
                        "be final, sealed, abstract, an interface, a record or an enum",
                        DeterministicCoreTest::isClosed))));
    }

    private static boolean isNow(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("java.time")
                && access.getTarget().getName().equals("now");
    }

    private static boolean isRandom(JavaClass type) {
        return type.isAssignableTo("java.util.random.RandomGenerator")
                || isIn(type, List.of("java.util.random", "java.security"));
    }

    private static boolean isThreading(JavaClass type) {
        boolean concurrent = type.getPackageName().startsWith("java.util.concurrent")
                && !type.getPackageName().equals("java.util.concurrent.atomic");
        return concurrent || THREADS.contains(type.getName());
    }

    private static boolean isFloatingPoint(JavaClass type) {
        return FLOATING_POINT.contains(type.getBaseComponentType().getName());
    }

    private static boolean isClosed(JavaClass type) {
        return type.isInterface()
                || type.isEnum()
                || type.isRecord()
                || type.isAnonymousClass()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || type.reflect().isSealed();
    }

    private static boolean isIn(JavaClass type, List<String> packagesOrClasses) {
        return packagesOrClasses.stream()
                .anyMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "."));
    }

    private static String nameOf(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static Stream<JavaClass> typesOf(JavaCodeUnit codeUnit) {
        return Stream.concat(codeUnit.getRawParameterTypes().stream(), Stream.of(codeUnit.getRawReturnType()));
    }

    private static Stream<JavaClass> typesOf(CodeUnitAccessTarget target) {
        return Stream.concat(target.getRawParameterTypes().stream(), Stream.of(target.getRawReturnType()));
    }

    private static ArchCondition<JavaClass> notAccess(String what, Predicate<JavaAccess<?>> isWrong) {
        return forbid(
                "not access " + what,
                type -> type.getAccessesFromSelf().stream()
                        .filter(isWrong)
                        .map(JavaAccess::getDescription)
                        .toList());
    }

    private static ArchCondition<JavaClass> notDependOn(String what, Predicate<JavaClass> isWrong) {
        return forbid(
                "not depend on " + what,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isWrong.test(dependency.getTargetClass()))
                        .map(Dependency::getDescription)
                        .toList());
    }

    private static <T> ArchCondition<T> notUseFloatingPoint(
            Function<T, Stream<JavaClass>> types, Function<T, String> description) {
        return forbid(
                "not use floating point",
                member -> types.apply(member).anyMatch(DeterministicCoreTest::isFloatingPoint)
                        ? List.of(description.apply(member))
                        : List.of());
    }

    private static <T> ArchCondition<T> forbid(String description, Function<T, Collection<String>> violations) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                violations.apply(item).forEach(violation -> events.add(SimpleConditionEvent.violated(item, violation)));
            }
        };
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }
}
