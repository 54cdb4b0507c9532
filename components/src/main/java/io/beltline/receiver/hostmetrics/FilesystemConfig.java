package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.Map;

/**
 * What users write under {@code filesystem}.
 *
 * @param includeVirtualFilesystems whether filesystems without a device are read too
 * @param includeDevices devices that are wanted
 * @param excludeDevices devices that are not
 * @param includeFsTypes types that are wanted
 * @param excludeFsTypes types that are not
 * @param includeMountPoints mount points that are wanted
 * @param excludeMountPoints mount points that are not
 * @param metrics its metrics, by name
 */
public record FilesystemConfig(
    @Default("false") @Doc("Whether filesystems without a device, such as tmpfs, are read too.")
        boolean includeVirtualFilesystems,
    @Doc("Devices that are wanted.") DeviceFilterConfig includeDevices,
    @Doc("Devices that are not.") DeviceFilterConfig excludeDevices,
    @Doc("Types that are wanted.") FsTypeFilterConfig includeFsTypes,
    @Doc("Types that are not.") FsTypeFilterConfig excludeFsTypes,
    @Doc("Mount points that are wanted.") MountPointFilterConfig includeMountPoints,
    @Doc("Mount points that are not.") MountPointFilterConfig excludeMountPoints,
    @Default("{}") @Doc("Its metrics, by name.") Map<String, MetricConfig> metrics)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    FilesystemScraper.TABLE.validate("metrics", metrics, problems);
  }

  NameFilter devices() {
    return NameFilter.of(
        includeDevices.devices(), includeDevices.filter(),
        excludeDevices.devices(), excludeDevices.filter());
  }

  NameFilter types() {
    return NameFilter.of(
        includeFsTypes.fsTypes(), includeFsTypes.filter(),
        excludeFsTypes.fsTypes(), excludeFsTypes.filter());
  }

  NameFilter mountPoints() {
    return NameFilter.of(
        includeMountPoints.mountPoints(), includeMountPoints.filter(),
        excludeMountPoints.mountPoints(), excludeMountPoints.filter());
  }
}
