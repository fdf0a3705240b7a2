package io.argobuild.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the packages in their layers, and clocks, chance, threads and files out of the core. */
class LayeringTest {
  private static final String ROOT = "io.argobuild.core.";

  /** What each package may use besides itself and {@code problem}; {@code run} may use all. */
  private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("problem", Set.of());
    MAY_USE.put("expression", Set.of());
    MAY_USE.put("manifest", Set.of());
    MAY_USE.put("gate", Set.of());
    MAY_USE.put("status", Set.of("manifest"));
    MAY_USE.put("resource", Set.of("manifest"));
    MAY_USE.put("template", Set.of("manifest", "status", "expression"));
    MAY_USE.put(
        "lint", Set.of("manifest", "template", "expression", "artifact", "resource", "gate"));
    MAY_USE.put("retry", Set.of("manifest", "status", "expression"));
    MAY_USE.put("artifact", Set.of("manifest"));
    MAY_USE.put(
        "pod", Set.of("manifest", "status", "template", "expression", "artifact", "resource"));
    MAY_USE.put(
        "engine",
        Set.of(
            "manifest",
            "status",
            "template",
            "expression",
            "retry",
            "pod",
            "artifact",
            "resource",
            "gate"));
    MAY_USE.put("gc", Set.of("manifest", "status", "artifact"));
    MAY_USE.put("cluster", Set.of("manifest", "expression", "pod", "resource"));
    MAY_USE.put("store", Set.of("manifest", "status", "gate"));
    MAY_USE.put("report", Set.of("manifest", "status", "gc"));
  }

  private static final Set<String> PURE_PACKAGES =
      Set.of(
          "problem",
          "expression",
          "manifest",
          "gate",
          "status",
          "template",
          "lint",
          "retry",
          "pod",
          "engine",
          "resource",
          "report");

  /** The pure part of a package that has another part too. */
  private static final Set<String> PURE_CLASSES =
      Set.of(ROOT + "gc.GcPlanner", ROOT + "gc.Candidates", ROOT + "gc.GcPlan");

  /** The edge of the package manifest, where the files that a user names are read. */
  private static final Set<String> FILE_READERS =
      Set.of(
          ROOT + "manifest.ManifestReader",
          ROOT + "manifest.yaml.TextLoader",
          ROOT + "manifest.yaml.YamlReader");

  /** Only values: neither opens anything. */
  private static final Set<String> HARMLESS_NET =
      Set.of(
          "java.net.URI",
          "java.net.URISyntaxException",
          "java.net.URLEncoder",
          "java.net.URLDecoder");

  private static final Set<String> THREADS_AND_CHANCE =
      Set.of(
          "java.lang.Thread",
          "java.util.Timer",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.Executor",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ScheduledExecutorService",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.RandomGenerator",
          "java.security.SecureRandom");

  private static JavaClasses main;
  private static JavaClasses tests;

  @BeforeAll
  static void readClasses() {
    main =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.argobuild.core");
    tests =
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.argobuild.core");
  }

  @TestFactory
  Stream<DynamicTest> packagesUseOnlyWhatIsBelowThem() {
    return MAY_USE.entrySet().stream()
        .map(
            layer ->
                DynamicTest.dynamicTest(
                    layer.getKey(), () -> usesOnly(layer.getKey(), layer.getValue())));
  }

  private static void usesOnly(String layer, Set<String> mayUse) {
    List<String> forbidden = new ArrayList<>(MAY_USE.keySet());
    forbidden.add("run");
    forbidden.removeAll(mayUse);
    forbidden.removeAll(List.of(layer, "problem"));
    noClasses()
        .that()
        .resideInAPackage(ROOT + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            forbidden.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  void everyPackageHasALayer() {
    Set<String> known = new TreeSet<>(MAY_USE.keySet());
    known.add("run");

    Set<String> found =
        main.stream()
            .map(type -> type.getPackageName().substring(ROOT.length()))
            .map(name -> name.replaceFirst("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(known).containsAll(found);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  void theCoreHasNoFilesAndNoNetwork() {
    noClasses()
        .that(arePure().and(nameNotIn(FILE_READERS)))
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.nio.file..")
                .or(resideInAPackage("java.net..").and(nameNotIn(HARMLESS_NET)))
                .or(
                    DescribedPredicate.describe(
                        "files of java.io",
                        type ->
                            type.getPackageName().equals("java.io")
                                && (type.getSimpleName().startsWith("File")
                                    || type.getSimpleName().equals("RandomAccessFile")))))
        .check(main);
  }

  @Test
  void theCoreHasNoThreadsAndNoChance() {
    noClasses()
        .that(arePure())
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "threads and generators of random numbers",
                type -> THREADS_AND_CHANCE.contains(type.getName())))
        .check(main);
  }

  @Test
  void theCoreHasNoClock() {
    noClasses().that(arePure()).should().accessTargetWhere(readsTimeOrChance()).check(main);
  }

  /** So that a run that needs no S3 loads none of it, and nobody sees its types. */
  @Test
  void onlyTheS3StoreKnowsItsClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "artifact.s3..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.minio..", "okhttp3..", "okio..", "kotlin..", "com.google.common..")
        .check(main);
  }

  @Test
  void nothingIsPrintedToStandardOutput() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(main);
  }

  @Test
  void testsAreJUnit6() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit", "junit..", "org.junit.rules..", "org.junit.runner..")
        .check(tests);
  }

  @Test
  void problemsAreValues() {
    classes()
        .that()
        .resideInAPackage(ROOT + "problem..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + "problem..", "java..", "org.jspecify..")
        .check(main);
  }

  private static DescribedPredicate<JavaClass> arePure() {
    return DescribedPredicate.describe(
        "are pure",
        type -> {
          String outer = type.getName().replaceFirst("\\$.*", "");
          String layer = outer.substring(ROOT.length()).replaceFirst("\\..*", "");
          return PURE_PACKAGES.contains(layer) || PURE_CLASSES.contains(outer);
        });
  }

  private static DescribedPredicate<JavaClass> nameNotIn(Set<String> names) {
    return DescribedPredicate.describe(
        "other than " + names, type -> !names.contains(type.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> readsTimeOrChance() {
    return DescribedPredicate.describe(
        "reads the time or chance",
        access -> {
          AccessTarget target = access.getTarget();
          String owner = target.getOwner().getName();
          String name = target.getName();
          boolean hasArguments =
              target instanceof AccessTarget.CodeUnitAccessTarget code
                  && !code.getRawParameterTypes().isEmpty();
          return owner.startsWith("java.time.") && name.equals("now") && !hasArguments
              || owner.equals(Clock.class.getName()) && name.startsWith("system")
              || owner.equals("java.lang.System")
                  && (name.equals("currentTimeMillis") || name.equals("nanoTime"))
              || owner.equals("java.lang.Math") && name.equals("random")
              || owner.equals("java.util.UUID") && name.equals("randomUUID")
              || owner.equals("java.util.Date") && name.equals("<init>") && !hasArguments;
        });
  }
}
