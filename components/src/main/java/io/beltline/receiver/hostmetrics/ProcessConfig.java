package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricConfig;
import io.beltline.components.scrape.ResourceAttributeConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.time.Duration;
import java.util.Map;

/**
 * What users write under {@code process}.
 *
 * @param include names that are wanted
 * @param exclude names that are not
 * @param muteProcessAllErrors whether nothing that cannot be read is told
 * @param muteProcessNameError whether names that cannot be read are not told
 * @param muteProcessExeError whether paths of executables that cannot be read are not told
 * @param muteProcessIoError whether input and output that cannot be read are not told
 * @param muteProcessUserError whether users without a name are not told
 * @param muteProcessCgroupError whether cgroups that cannot be read are not told
 * @param scrapeProcessDelay how long a process must have run
 * @param resourceAttributes the attributes of its resources, by name
 * @param metrics its metrics, by name
 */
public record ProcessConfig(
    @Doc("Names that are wanted.") ProcessFilterConfig include,
    @Doc("Names that are not.") ProcessFilterConfig exclude,
    @Default("false") @Doc("Whether nothing that cannot be read is told.")
        boolean muteProcessAllErrors,
    @Default("false") @Doc("Whether names that cannot be read are not told.")
        boolean muteProcessNameError,
    @Default("false") @Doc("Whether paths of executables that cannot be read are not told.")
        boolean muteProcessExeError,
    @Default("false") @Doc("Whether input and output that cannot be read are not told.")
        boolean muteProcessIoError,
    @Default("false") @Doc("Whether users without a name are not told.")
        boolean muteProcessUserError,
    @Default("false") @Doc("Whether cgroups that cannot be read are not told.")
        boolean muteProcessCgroupError,
    @Default("0s") @Doc("How long a process must have run to be scraped.")
        Duration scrapeProcessDelay,
    @Default("{}") @Doc("The attributes of its resources, by name.")
        Map<String, ResourceAttributeConfig> resourceAttributes,
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    ProcessMetrics.TABLE.validate("metrics", metrics, problems);
    ResourceAttributeConfig.validate(
        resourceAttributes, ProcessAttribute.keys(), "a process", problems);
  }

  NameFilter filter() {
    return NameFilter.of(include.names(), include.filter(), exclude.names(), exclude.filter());
  }

  boolean has(ProcessAttribute attribute) {
    return ResourceAttributeConfig.isEnabled(
        resourceAttributes, attribute.key(), attribute.isDefault());
  }
}
