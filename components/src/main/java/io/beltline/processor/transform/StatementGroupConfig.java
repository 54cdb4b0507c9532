package io.beltline.processor.transform;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.ottl.ErrorMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements with a context, conditions and an error mode of their own. */
public record StatementGroupConfig(
    @Doc("The context of paths without a prefix. Without it, paths have prefixes and tell it.")
        @Default("\"\"")
        String context,
    @Doc("What becomes of records a statement fails on. Without it, as for the processor.")
        @Nullable ErrorMode errorMode,
    @Doc("Whether its cache is one for the whole request, seen by all groups that share it.")
        boolean sharedCache,
    @Doc("If there are any, one of them must hold for the statements to run.") @Default("[]")
        List<String> conditions,
    @Doc("The statements in their order.") @Default("[]") List<String> statements) {}
