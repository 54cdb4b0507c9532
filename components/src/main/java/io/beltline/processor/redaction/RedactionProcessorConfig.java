package io.beltline.processor.redaction;

import io.beltline.api.Ruled;
import io.beltline.components.patterns.Expressions;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Secret;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What users write under {@code redaction}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/redactionprocessor">the
 *     keys and defaults</a>
 */
public record RedactionProcessorConfig(
    @Doc("Whether attributes of any key are kept. If not, allowed_keys says which.")
        @Default("false")
        boolean allowAllKeys,
    @Doc("The keys of attributes that are kept; all others are removed.") @Default("[]")
        List<String> allowedKeys,
    @Doc("RE2 expressions: values under a key that matches are masked.") @Default("[]")
        List<String> blockedKeyPatterns,
    @Doc("RE2 expressions: what matches in a text is masked, in this order.") @Default("[]")
        List<String> blockedValues,
    @Doc("RE2 expressions: a text in which one matches is left as it is.") @Default("[]")
        List<String> allowedValues,
    @Doc("Keys whose attributes are left as they are.") @Default("[]") List<String> ignoredKeys,
    @Doc("RE2 expressions: attributes under a key that matches are left as they are.")
        @Default("[]")
        List<String> ignoredKeyPatterns,
    @Doc("Whether numbers and booleans are looked at as text, too.") @Default("false")
        boolean redactAllTypes,
    @Doc(
            "Whether what blocked_values match is masked in names, keys, messages and descriptions,"
                + " too.")
        @Default("true")
        boolean redactNames,
    @Doc("What takes the place of what is masked: asterisks, or a hash.") @Default("none")
        HashFunction hashFunction,
    @Doc("The key of hmac-sha256 (32 bytes or more) and hmac-sha512 (64 or more).") @Default("\"\"")
        Secret hmacKey,
    @Doc("What is noted in attributes: counts and keys (debug), counts (info), nothing (silent).")
        @Default("silent")
        Summary summary,
    @Doc("Takes identifiers out of URLs.") UrlSanitizerConfig urlSanitizer,
    @Doc("Takes values out of database queries.") DbSanitizerConfig dbSanitizer)
    implements Validated, Ruled {

  private static final int SHA256_KEY = 32;
  private static final int SHA512_KEY = 64;

  /** What takes the place of what is masked. */
  public enum HashFunction {
    /** Four asterisks. */
    NONE,
    /** MD5. */
    MD5,
    /** SHA-1. */
    SHA1,
    /** SHA3-256. */
    SHA3,
    /** HMAC with SHA-256. */
    @Key("hmac-sha256")
    HMAC_SHA256,
    /** HMAC with SHA-512. */
    @Key("hmac-sha512")
    HMAC_SHA512
  }

  /** What is noted in attributes. */
  public enum Summary {
    DEBUG,
    INFO,
    SILENT
  }

  /** URLs. */
  public record UrlSanitizerConfig(
      @Doc("Whether it is done.") @Default("false") boolean enabled,
      @Doc("Keys of attributes that hold URLs.") @Default("[]") List<String> attributes,
      @Doc("Whether names of client and server spans are sanitized, too.") @Default("true")
          boolean sanitizeSpanName) {}

  /** Queries, by kind of database. */
  public record DbSanitizerConfig(
      @Doc("SQL.") DatabaseConfig sql,
      @Doc("Redis.") DatabaseConfig redis,
      @Doc("Valkey.") DatabaseConfig valkey,
      @Doc("Memcached.") DatabaseConfig memcached,
      @Doc("MongoDB.") DatabaseConfig mongo,
      @Doc("OpenSearch.") DatabaseConfig opensearch,
      @Doc("Elasticsearch.") DatabaseConfig es,
      @Doc("Whether names of spans are sanitized, too.") @Default("true")
          boolean sanitizeSpanName) {}

  /** One kind of database. */
  public record DatabaseConfig(
      @Doc("Whether it is done.") @Default("false") boolean enabled,
      @Doc("Keys of attributes that hold queries.") @Default("[]") List<String> attributes) {}

  @Override
  public void validate(Problems problems) {
    check("blocked_key_patterns", blockedKeyPatterns, problems);
    check("blocked_values", blockedValues, problems);
    check("allowed_values", allowedValues, problems);
    check("ignored_key_patterns", ignoredKeyPatterns, problems);
    int needed =
        switch (hashFunction) {
          case HMAC_SHA256 -> SHA256_KEY;
          case HMAC_SHA512 -> SHA512_KEY;
          case NONE, MD5, SHA1, SHA3 -> 0;
        };
    int given = hmacKey.reveal().getBytes(StandardCharsets.UTF_8).length;
    if (given < needed) {
      problems.add(
          "hmac_key", "has " + given + " bytes (expected: at least " + needed + " random ones)");
    }
  }

  private static void check(String key, List<String> expressions, Problems problems) {
    for (int i = 0; i < expressions.size(); i++) {
      String wrong = Expressions.problem(expressions.get(i));
      if (wrong != null) {
        problems.add(key + "::" + i, wrong);
      }
    }
  }

  @Override
  public List<Rule> rules(Signal signal) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < blockedKeyPatterns.size(); i++) {
      rules.add(new Rule("pattern", "blocked_key_patterns::" + i, ""));
    }
    for (int i = 0; i < blockedValues.size(); i++) {
      rules.add(new Rule("pattern", "blocked_values::" + i, ""));
    }
    return rules;
  }
}
