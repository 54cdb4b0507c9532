package io.beltline.verification.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Forty kinds of personal data and secrets, made up; the same for the same random numbers. */
final class SecretKinds {
  private static final String DIGITS = "0123456789";
  private static final String HEX = "0123456789abcdef";
  private static final String LETTERS = "ABCDEFGHJKLMNPRSTWXYZ";
  private static final String MIXED =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private SecretKinds() {}

  /**
   * One kind.
   *
   * @param name what it is called
   * @param maker makes a text whose part between two bars is not to be seen
   */
  public record Kind(String name, Function<SplittableRandom, String> maker) {
    /** A text of the kind. */
    public Sample sample(SplittableRandom random) {
      String[] parts = maker.apply(random).split("\\|", -1);
      return new Sample(String.join("", parts), parts.length == 1 ? parts[0] : parts[1]);
    }
  }

  /**
   * A text and what of it is not to be seen.
   *
   * @param text the text
   * @param hidden the part
   */
  public record Sample(String text, String hidden) {}

  private static String some(SplittableRandom random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** A template: each letter of {@code #} is a digit, {@code ~} hex, {@code ^} a capital, * any. */
  private static Kind kind(String name, String template) {
    return new Kind(
        name,
        random -> {
          StringBuilder text = new StringBuilder();
          for (char c : template.toCharArray()) {
            text.append(
                switch (c) {
                  case '#' -> some(random, DIGITS, 1);
                  case '~' -> some(random, HEX, 1);
                  case '^' -> some(random, LETTERS, 1);
                  case '*' -> some(random, MIXED, 1);
                  default -> String.valueOf(c);
                });
          }
          return text.toString();
        });
  }

  private static String any(int length) {
    return "*".repeat(length);
  }

  /** All of them. */
  public static List<Kind> all() {
    List<Kind> kinds = new ArrayList<>(people());
    kinds.addAll(tokens());
    return kinds;
  }

  private static List<Kind> people() {
    return List.of(
        kind("e-mail", "|jane.*****@mail.*****.example|"),
        kind("Visa", "|4###############|"),
        kind("Mastercard", "|53##############|"),
        kind("Discover", "|6011############|"),
        kind("JCB", "|3530############|"),
        kind("card with spaces", "|4### #### #### ####|"),
        kind("card with dashes", "|51##-####-####-####|"),
        kind("American Express", "|37#############|"),
        kind("Diners Club", "|36############|"),
        kind("US social security", "|###-##-####|"),
        kind("IBAN", "|DE################## ##|".replace(" ##", "##")),
        kind("IBAN with spaces", "|GB## ^^^^ #### #### #### ##|"),
        kind("UK national insurance", "|AB ## ## ## C|"),
        kind("telephone", "|+49 30 ### ####|"),
        kind("US telephone", "|(2##) 5##-####|"),
        kind("MAC", "|~~:~~:~~:~~:~~:~~|"),
        kind("IPv4", "|10.2##.1##.#|".replace("2##", "20#")),
        kind("IPv6", "|2001:0db8:~~~~:~~~~:~~~~:~~~~:~~~~:~~~~|"),
        kind("wallet", "|0x" + "~".repeat(40) + "|"),
        kind("place", "|52.######, 13.######|"));
  }

  private static List<Kind> tokens() {
    return List.of(
        kind("JWT", "|eyJ" + any(20) + "." + any(30) + "." + any(30) + "|"),
        kind("bearer", "Authorization: Bearer |" + any(30) + "|"),
        kind("basic", "Authorization: Basic |" + any(24) + "==|"),
        kind("AWS access key", "|AKIA" + "^".repeat(16) + "|"),
        kind("AWS secret key", "aws_secret_access_key = |" + any(40) + "|"),
        kind("GitHub", "|ghp_" + any(36) + "|"),
        kind("GitHub fine-grained", "|github_pat_" + any(40) + "|"),
        kind("GitLab", "|glpat-" + any(20) + "|"),
        kind("Slack", "|xoxb-############-" + any(24) + "|"),
        kind(
            "Slack web hook",
            "https://hooks.slack.com/|services/T" + any(8) + "/B" + any(8) + "/" + any(24) + "|"),
        kind("Google API key", "|AIza" + any(35) + "|"),
        kind("Google OAuth", "|ya29." + any(40) + "|"),
        kind("Stripe", "|sk_live_" + any(24) + "|"),
        kind("SendGrid", "|SG." + any(22) + "." + any(43) + "|"),
        kind("Twilio", "|SK" + "~".repeat(32) + "|"),
        kind("npm", "|npm_" + any(36) + "|"),
        kind("model provider", "|sk-proj-" + any(40) + "|"),
        kind("password", "password=|" + any(12) + "|"),
        kind("credentials in a URL", "postgres://|app:" + any(12) + "|@db:5432/x"),
        new Kind(
            "private key",
            random ->
                "-----BEGIN RSA PRIVATE KEY-----\n|"
                    + some(random, MIXED, 64)
                    + "|\n-----END RSA PRIVATE KEY-----"));
  }
}
