package io.beltline.verification.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The rules of the house: who may know whom, and where each library may be imported. */
class ModuleRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.beltline");

  @Test
  void theRulesSeeTheWholeHouse() {
    assertThat(CLASSES.size()).as("classes seen").isGreaterThan(400);
    for (String module :
        new String[] {
          "model",
          "api",
          "config",
          "transport",
          "delivery",
          "ottl",
          "exporter",
          "receiver",
          "processor",
          "connector",
          "extension",
          "service",
          "distribution",
          "testkit"
        }) {
      assertThat(CLASSES.that(resideInAPackage("io.beltline." + module + "..")))
          .as("classes of " + module)
          .isNotEmpty();
    }
  }

  @Test
  void dependenciesPointOneWay() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.beltline..")
        .layer("model")
        .definedBy("io.beltline.model..")
        .layer("api")
        .definedBy("io.beltline.api..")
        .layer("config")
        .definedBy("io.beltline.config..")
        .layer("transport")
        .definedBy("io.beltline.transport..")
        .layer("delivery")
        .definedBy("io.beltline.delivery..")
        .layer("ottl")
        .definedBy("io.beltline.ottl..")
        .layer("components")
        .definedBy(
            "io.beltline.receiver..",
            "io.beltline.processor..",
            "io.beltline.exporter..",
            "io.beltline.connector..",
            "io.beltline.extension..",
            "io.beltline.components..")
        .layer("service")
        .definedBy("io.beltline.service..")
        .layer("distribution")
        .definedBy("io.beltline.distribution..")
        .layer("testkit")
        .definedBy("io.beltline.testkit..")
        .whereLayer("api")
        .mayOnlyAccessLayers("model")
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .whereLayer("config")
        .mayOnlyAccessLayers("model", "api")
        .whereLayer("transport")
        .mayOnlyAccessLayers("model", "api", "config")
        .whereLayer("delivery")
        .mayOnlyAccessLayers("model", "api", "config", "transport")
        .whereLayer("ottl")
        .mayOnlyAccessLayers("model", "api", "config")
        .whereLayer("components")
        .mayOnlyAccessLayers("model", "api", "config", "transport", "delivery", "ottl")
        .whereLayer("service")
        .mayOnlyAccessLayers("model", "api", "config", "transport", "delivery")
        .whereLayer("testkit")
        .mayOnlyAccessLayers("model", "api", "config")
        .check(CLASSES);
  }

  @Test
  void noComponentImportsAnother() {
    for (String kind :
        new String[] {"receiver", "processor", "exporter", "connector", "extension"}) {
      slices()
          .matching("io.beltline." + kind + ".(*)..")
          .should()
          .notDependOnEachOther()
          .check(CLASSES);
    }
  }

  @Test
  void eachLibraryIsKnownToOneModule() {
    onlyIn("io.beltline.transport..", "io.netty..", "io.grpc..");
    onlyIn("io.beltline.transport..", "com.github.luben..", "org.xerial..", "net.jpountz..");
    onlyIn("io.beltline.config..", "org.snakeyaml..");
    onlyIn("io.beltline.distribution..", "picocli..");
    onlyIn("io.beltline.ottl..", "org.antlr..", "com.dynatrace.hash4j..");
  }

  @Test
  void productionKnowsNoProtobufRuntime() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.protobuf..")
        .check(CLASSES);
  }

  @Test
  void nobodyWritesToTheStandardStreamsButThoseWhoseTaskItIs() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    "io.beltline.distribution..",
                    "io.beltline.exporter.debug..",
                    "io.beltline.service.logging..",
                    "io.beltline.service.reporting..",
                    "io.beltline.benchmarks..")))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  /** By itself it knows no names of containers. */
  @Test
  void theHostOfAUrlIsReadInOnePlace() {
    noClasses()
        .that(not(resideInAnyPackage("io.beltline.benchmarks..", "io.beltline.distribution..")))
        .and()
        .doNotHaveFullyQualifiedName("io.beltline.transport.HostPort")
        .should()
        .callMethod(URI.class, "getHost")
        .orShould()
        .callMethod(URI.class, "getRawUserInfo")
        .check(CLASSES);
  }

  private static void onlyIn(String home, String... libraries) {
    noClasses()
        .that(not(resideInAnyPackage(home, "io.beltline.benchmarks..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(CLASSES);
  }
}
