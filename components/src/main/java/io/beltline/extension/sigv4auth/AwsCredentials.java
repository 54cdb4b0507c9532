package io.beltline.extension.sigv4auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/**
 * Where keys come from: Amazon's own library finds, keeps and renews them. Safe for all threads.
 */
final class AwsCredentials implements AutoCloseable {
  private static final Duration EXPIRY_WINDOW = Duration.ofMinutes(5);

  private final AwsCredentialsProvider provider;
  private final AutoCloseable closed;

  private AwsCredentials(AwsCredentialsProvider provider, AutoCloseable closed) {
    this.provider = provider;
    this.closed = closed;
  }

  /** The environment's credentials, or those of the role that is configured. Asks nobody yet. */
  static AwsCredentials of(SigV4AuthConfig config) {
    AssumeRoleConfig role = config.assumeRole();
    if (role == null) {
      DefaultCredentialsProvider environment = DefaultCredentialsProvider.builder().build();
      return new AwsCredentials(environment, environment);
    }
    Region region = config.stsRegion().isEmpty() ? null : Region.of(config.stsRegion());
    return role.webIdentityTokenFile().isEmpty() ? assumed(role, region) : exchanged(role, region);
  }

  private static AwsCredentials assumed(AssumeRoleConfig role, @Nullable Region region) {
    DefaultCredentialsProvider own = DefaultCredentialsProvider.builder().build();
    StsClient sts = client(own, region);
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName(session(role));
    if (!role.externalId().isEmpty()) {
      request.externalId(role.externalId());
    }
    if (!role.sessionDuration().isZero()) {
      request.durationSeconds((int) role.sessionDuration().toSeconds());
    }
    StsAssumeRoleCredentialsProvider provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request.build())
            .prefetchTime(window(role))
            .build();
    return new AwsCredentials(
        provider,
        () -> {
          provider.close();
          sts.close();
          own.close();
        });
  }

  private static AwsCredentials exchanged(AssumeRoleConfig role, @Nullable Region region) {
    StsClient sts = client(AnonymousCredentialsProvider.create(), region);
    StsAssumeRoleWithWebIdentityCredentialsProvider provider =
        StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(() -> exchange(role))
            .prefetchTime(window(role))
            .build();
    return new AwsCredentials(
        provider,
        () -> {
          provider.close();
          sts.close();
        });
  }

  /** The token is read each time: whoever issues it writes a new one before it ends. */
  private static AssumeRoleWithWebIdentityRequest exchange(AssumeRoleConfig role) {
    String token;
    try {
      token = Files.readString(Path.of(role.webIdentityTokenFile())).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "web_identity_token_file: cannot read " + role.webIdentityTokenFile(), unreadable);
    }
    AssumeRoleWithWebIdentityRequest.Builder request =
        AssumeRoleWithWebIdentityRequest.builder()
            .roleArn(role.arn())
            .roleSessionName(session(role))
            .webIdentityToken(token);
    if (!role.sessionDuration().isZero()) {
      request.durationSeconds((int) role.sessionDuration().toSeconds());
    }
    return request.build();
  }

  private static StsClient client(AwsCredentialsProvider credentials, @Nullable Region region) {
    StsClientBuilder builder =
        StsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(credentials);
    if (region != null) {
      builder.region(region);
    }
    return builder.build();
  }

  private static Duration window(AssumeRoleConfig role) {
    return role.expiryWindow().isZero() ? EXPIRY_WINDOW : role.expiryWindow();
  }

  private static String session(AssumeRoleConfig role) {
    return role.sessionName().isEmpty() ? "beltline-" + UUID.randomUUID() : role.sessionName();
  }

  /** The credentials of now; asks for new ones where the last have come to their end. */
  AwsCredentialsIdentity current() {
    return provider.resolveCredentials();
  }

  @Override
  public void close() {
    try {
      closed.close();
    } catch (Exception fault) {
      throw new IllegalStateException("cannot close the source of credentials", fault);
    }
  }
}
