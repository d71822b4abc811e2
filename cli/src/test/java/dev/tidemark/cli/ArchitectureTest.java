package dev.tidemark.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The house rules that hold across folders. Here, because only cli has every folder on its class
 * path.
 */
class ArchitectureTest {

    private static final String ROOT = "dev.tidemark";

    /** Raise it when the code grows: it keeps the rules below from passing on nothing. */
    private static final int FEWEST_CLASSES = 150;

    /** What a folder may use, besides itself. Dependencies run one way, along the data flow. */
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    entry("model", Set.of()),
                    entry("junit", Set.of()),
                    entry("testkit", Set.of("model")),
                    entry("heap", Set.of("model")),
                    entry("source", Set.of("model")),
                    entry("profile", Set.of("model")),
                    entry("trend", Set.of("model")),
                    entry("explain", Set.of("model", "heap")),
                    entry("capture", Set.of("model")),
                    entry("report", Set.of("model", "heap", "profile", "explain", "trend")),
                    entry("gate", Set.of("model", "heap", "explain", "trend", "capture", "report")),
                    entry(
                            "monitor",
                            Set.of(
                                    "model", "heap", "source", "profile", "trend", "explain",
                                    "capture", "report")),
                    entry(
                            "cli",
                            Set.of(
                                    "model", "heap", "source", "profile", "trend", "explain",
                                    "capture", "report", "gate", "monitor")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void the_rules_see_the_code() {
        assertThat(CLASSES).hasSizeGreaterThan(FEWEST_CLASSES);
    }

    @Test
    void every_folder_is_in_the_table_and_has_code() {
        Set<String> folders = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            folders.add(folderOf(type));
        }
        assertThat(folders).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    }

    static Stream<String> folders() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_folder_uses_only_folders_before_it(String folder) {
        String[] allowed =
                Stream.concat(Stream.of(folder), MAY_USE.getOrDefault(folder, Set.of()).stream())
                        .map(ArchitectureTest::packagesOf)
                        .toArray(String[]::new);

        noClasses()
                .that(resideInAPackage(packagesOf(folder)))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_a_circle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_the_command_line_writes_to_the_standard_streams() {
        noClasses()
                .that(not(resideInAPackage(packagesOf("cli"))))
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void no_exception_is_thrown_that_says_nothing_by_its_type() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        for (JavaPackage each : CLASSES.getPackage(ROOT).getSubpackagesInTree()) {
            assertThat(each.getClasses().isEmpty() || each.isAnnotatedWith(NullMarked.class))
                    .as("%s has a package-info.java with @NullMarked", each.getName())
                    .isTrue();
        }
    }

    private static String packagesOf(String folder) {
        return ROOT + "." + folder + "..";
    }

    private static String folderOf(JavaClass type) {
        String afterRoot = type.getPackageName().substring(ROOT.length() + 1);
        return afterRoot.split("\\.", 2)[0];
    }
}
