package io.beltline.components.tailing;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * Which attributes the file gives to its records.
 *
 * @param includeFileName its name
 * @param includeFilePath its path
 * @param includeFileNameResolved its name behind links
 * @param includeFilePathResolved its path behind links
 * @param includeFileOwnerName its owner
 * @param includeFileOwnerGroupName its group
 * @param includeFilePermissions its permissions
 * @param includeFileRecordNumber the number of the record
 * @param includeFileRecordOffset where the record begins
 */
public record FileAttributesConfig(
    @Default("true") @Doc("Adds the attribute log.file.name.") boolean includeFileName,
    @Doc("Adds the attribute log.file.path.") boolean includeFilePath,
    @Doc("Adds the attribute log.file.name_resolved: the name behind links.")
        boolean includeFileNameResolved,
    @Doc("Adds the attribute log.file.path_resolved: the path behind links.")
        boolean includeFilePathResolved,
    @Doc("Adds the attribute log.file.owner.name; where the system has owners.")
        boolean includeFileOwnerName,
    @Doc("Adds the attribute log.file.owner.group.name; where the system has groups.")
        boolean includeFileOwnerGroupName,
    @Doc("Adds the attribute log.file.permissions, such as 644; where the system has them.")
        boolean includeFilePermissions,
    @Doc("Adds the attribute log.file.record_number, from 1.") boolean includeFileRecordNumber,
    @Doc("Adds the attribute log.file.record_offset, in bytes.") boolean includeFileRecordOffset) {}
