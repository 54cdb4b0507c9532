package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All jobs of a receiver, wherever they are written. */
final class JobList {
  private final BiConsumer<String, String> problem;
  private final List<JobSettings> jobs = new ArrayList<>();
  private final Set<Path> files = new TreeSet<>();

  private JobList(BiConsumer<String, String> problem) {
    this.problem = problem;
  }

  /** A file of {@code scrape_config_files}. */
  record FileOfJobs(@Default("[]") List<ScrapeJobConfig> scrapeConfigs) {}

  /**
   * The jobs.
   *
   * @param problem is told what is wrong: the key that leads to it, and words
   */
  static List<JobSettings> of(
      @Nullable ScrapeSections written, String configFile, BiConsumer<String, String> problem) {
    return new JobList(problem).all(written, configFile);
  }

  /** The files that hold jobs. */
  static Collection<Path> files(@Nullable ScrapeSections written, String configFile) {
    JobList list = new JobList((_, _) -> {});
    list.all(written, configFile);
    return list.files;
  }

  private List<JobSettings> all(@Nullable ScrapeSections written, String configFile) {
    if (written != null) {
      add(written, Path.of(""), "config::scrape_config_files");
    }
    if (!configFile.isEmpty()) {
      Path file = Path.of(configFile);
      files.add(file);
      PrometheusFile read =
          ConfigFile.read(
              file, PrometheusFile.class, words -> problem.accept("config_file", words));
      if (read != null) {
        add(read.sections(), folder(file), "config_file");
      }
    }
    Set<String> names = new HashSet<>();
    for (JobSettings job : jobs) {
      if (!names.add(job.job().jobName())) {
        problem.accept(
            configFile.isEmpty() ? "config::scrape_config_files" : "config_file",
            "\"" + job.job().jobName() + "\" is the name of two jobs (expected: another name)");
      }
    }
    return jobs;
  }

  private static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private void add(ScrapeSections config, Path folder, String key) {
    config.scrapeConfigs().forEach(job -> jobs.add(new JobSettings(config.global(), job, folder)));
    for (String pattern : config.scrapeConfigFiles()) {
      try {
        for (Path file : ConfigFile.matching(folder.resolve(pattern).toString())) {
          files.add(file);
          FileOfJobs read =
              ConfigFile.read(file, FileOfJobs.class, words -> problem.accept(key, words));
          if (read != null) {
            Path its = folder(file);
            read.scrapeConfigs()
                .forEach(job -> jobs.add(new JobSettings(config.global(), job, its)));
          }
        }
      } catch (IOException unreadable) {
        problem.accept(key, pattern + " cannot be listed: " + unreadable.getMessage());
      }
    }
  }
}
