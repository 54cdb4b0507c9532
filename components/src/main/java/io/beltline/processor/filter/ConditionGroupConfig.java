package io.beltline.processor.filter;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.ottl.ErrorMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions with a context and an error mode of their own. */
public record ConditionGroupConfig(
    @Doc("The context of paths without a prefix. Without it, paths have prefixes and tell it.")
        @Default("\"\"")
        String context,
    @Doc("What becomes of records a condition fails on. Without it, as for the processor.")
        @Nullable ErrorMode errorMode,
    @Doc("The conditions.") @Default("[]") List<String> conditions) {}
