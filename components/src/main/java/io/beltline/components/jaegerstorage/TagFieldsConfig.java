package io.beltline.components.jaegerstorage;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * Which tags become fields of their own, which people find more easily in the engine's own pages.
 *
 * @param all whether all do
 * @param dotReplacement what stands for a dot in their names
 * @param configFile a file of names, one a line
 * @param include names with commas between them
 */
public record TagFieldsConfig(
    @Default("false") @Doc("All tags.") boolean all,
    @Default("'@'") @Doc("What stands for a dot in their names.") String dotReplacement,
    @Default("") @Doc("A file of the names of tags, one a line; read at the start and at a reload.")
        String configFile,
    @Default("") @Doc("Names of tags with commas between them.") String include) {}
