package io.rolegate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages, and what no package may do. */
class ArchitectureTest {
    private static final String BASE = "io.rolegate.";
    private static final String STORE = BASE + "identity.store..";

    /** What each package may use beside itself. Left out are config and cli, which may use everything. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("policy", Set.of()),
            Map.entry("signature", Set.of()),
            Map.entry("identity", Set.of("policy")),
            Map.entry("identity.store", Set.of("identity", "policy", "audit", "metrics")),
            // A permission names the trust policy that must allow it too.
            Map.entry("api", Set.of("identity", "policy")),
            Map.entry("sts", Set.of("identity", "policy", "api", "audit")),
            Map.entry("ram", Set.of("identity", "policy", "api", "audit")),
            Map.entry("trail", Set.of("identity", "policy", "api", "audit")),
            Map.entry("replay", Set.of()),
            Map.entry("audit", Set.of()),
            Map.entry("metrics", Set.of()),
            Map.entry("tracing", Set.of()),
            Map.entry(
                    "gateway",
                    Set.of(
                            "policy",
                            "signature",
                            "identity",
                            "api",
                            "sts",
                            "ram",
                            "replay",
                            "audit",
                            "metrics",
                            "tracing",
                            "wire")),
            Map.entry("wire", Set.of("policy", "api")),
            Map.entry("client", Set.of("signature")),
            // The log-on that the console holds is of the model.
            Map.entry("console", Set.of("signature", "client", "identity", "api", "sts", "wire")),
            Map.entry("backend", Set.of()));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rolegate");

    @TestFactory
    Stream<DynamicTest> packageUsesOnlyWhatItMay() {
        return ARROWS.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(arrow.getKey(), () -> noClasses()
                        .that(areIn(arrow.getKey()))
                        .should()
                        .dependOnClassesThat(resideInAPackage("io.rolegate..")
                                .and(not(areIn(arrow.getKey())))
                                .and(not(areInAnyOf(arrow.getValue()))))
                        .check(CLASSES)));
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> packages = CLASSES.stream()
                .map(type -> Pattern.compile("[.]")
                        .splitAsStream(type.getPackageName())
                        .skip(2)
                        .findFirst()
                        .orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
        packages.removeAll(Set.of("cli", "config"));

        Assertions.assertThat(ARROWS.keySet()).containsAll(packages);
    }

    @Test
    void onlyTheCommandsReadConfigurationAndNothingUsesTheCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "cli..", BASE + "config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "cli..", BASE + "config..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + "cli..")
                .check(CLASSES);
    }

    @Test
    void topPackagesFormNoCycle() {
        slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void signaturesAreThePlainPlatform() {
        classes()
                .that(areIn("signature"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(BASE + "signature..", "java..", "javax.crypto..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void policiesNeedNothingButJson() {
        classes()
                .that(areIn("policy"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(BASE + "policy..", "java..", "org.jspecify..", "com.fasterxml.jackson.core..")
                .check(CLASSES);
    }

    @Test
    void modelsKnowNeitherEventLoopsNorCachesNorDatabases() {
        noClasses()
                .that(areIn("policy").or(areIn("signature")).or(areIn("identity")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..", "com.github.benmanes.caffeine..", "java.sql..", "javax.sql..", "org.flywaydb..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreSpeaksSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(STORE, BASE + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "io.vertx.sqlclient..", "io.vertx.jdbcclient..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandsPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould(USE_JAVA_UTIL_LOGGING)
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandsEndTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void gatewayNeverWaits() {
        noClasses().that(areIn("gateway")).should().callMethodWhere(waits()).check(CLASSES);
        methods()
                .that()
                .areDeclaredInClassesThat(areIn("gateway"))
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$]\\w*(Utils?|Helper|Manager|Impl)")
                .check(CLASSES);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> waits() {
        return DescribedPredicate.describe("wait", call -> {
            JavaClass owner = call.getTargetOwner();
            String name = call.getName();
            return (owner.isEquivalentTo(Thread.class) && name.equals("sleep"))
                    || (owner.isAssignableTo(io.vertx.core.Future.class) && name.equals("await"))
                    || (assignableTo(java.util.concurrent.Future.class).test(owner)
                            && (name.equals("get") || name.equals("join")));
        });
    }

    /** The package and those below it; the store is a package of its own. */
    private static DescribedPredicate<JavaClass> areIn(String name) {
        DescribedPredicate<JavaClass> in = resideInAPackage(BASE + name + "..");
        return name.equals("identity") ? in.and(not(resideInAPackage(STORE))) : in;
    }

    private static DescribedPredicate<JavaClass> areInAnyOf(Set<String> names) {
        return names.stream()
                .map(ArchitectureTest::areIn)
                .reduce(resideInAnyPackage(new String[0]), (one, other) -> one.or(other));
    }
}
