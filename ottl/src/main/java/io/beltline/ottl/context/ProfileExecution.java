package io.beltline.ottl.context;

import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.ExportProfilesServiceRequestEditor;
import io.beltline.model.otlp.InstrumentationScopeEditor;
import io.beltline.model.otlp.ProfileEditor;
import io.beltline.model.otlp.ResourceEditor;
import io.beltline.model.otlp.ResourceProfilesEditor;
import io.beltline.model.otlp.ScopeProfilesEditor;
import org.jspecify.annotations.Nullable;

/** An evaluation over one request of profiles, whose dictionary they share. */
public final class ProfileExecution extends Execution {
  private final ExportProfilesServiceRequestEditor request =
      new ExportProfilesServiceRequestEditor();
  private @Nullable EditCursor<ResourceProfilesEditor> resources;
  private @Nullable EditCursor<ScopeProfilesEditor> scopes;
  private @Nullable EditCursor<ProfileEditor> profiles;
  private @Nullable ProfileTables tables;

  /** An evaluation of what was laid out. */
  public ProfileExecution(Layout layout, Environment environment) {
    super(layout, environment);
  }

  /** The request, to be wrapped around each chunk. */
  public ExportProfilesServiceRequestEditor editor() {
    return request;
  }

  /** Goes before the first resource. */
  public void start() {
    resources = request.resourceProfiles();
    scopes = null;
    profiles = null;
    tables = null;
  }

  /** Goes on to the next resource. */
  public boolean nextResource() {
    profiles = null;
    scopes = null;
    if (resources == null || !resources.next()) {
      return false;
    }
    scopes = resources.item().scopeProfiles();
    return true;
  }

  /** Goes on to the next scope of the resource. */
  public boolean nextScope() {
    profiles = null;
    if (scopes == null || !scopes.next()) {
      return false;
    }
    profiles = scopes.item().profiles();
    return true;
  }

  /** Goes on to the next profile of the scope. */
  public boolean nextProfile() {
    return profiles != null && profiles.next();
  }

  /** Removes the current profile. */
  public void removeProfile() {
    if (profiles != null) {
      profiles.remove();
    }
  }

  /** Removes the current scope. */
  public void removeScope() {
    if (scopes != null) {
      scopes.remove();
    }
  }

  /** Removes the current resource. */
  public void removeResource() {
    if (resources != null) {
      resources.remove();
    }
  }

  private ResourceProfilesEditor resourceGroup() {
    EditCursor<ResourceProfilesEditor> walk = resources;
    if (walk == null) {
      throw new IllegalStateException("call start first");
    }
    return walk.item();
  }

  private ScopeProfilesEditor scopeGroup() {
    EditCursor<ScopeProfilesEditor> walk = scopes;
    if (walk == null) {
      throw new IllegalStateException("call nextResource first");
    }
    return walk.item();
  }

  @Override
  public ResourceEditor resource() {
    return resourceGroup().resource();
  }

  @Override
  public String resourceSchemaUrl() {
    return resourceGroup().schemaUrl();
  }

  @Override
  public void resourceSchemaUrl(String url) {
    resourceGroup().schemaUrl(url);
  }

  @Override
  public InstrumentationScopeEditor scope() {
    return scopeGroup().scope();
  }

  @Override
  public String scopeSchemaUrl() {
    return scopeGroup().schemaUrl();
  }

  @Override
  public void scopeSchemaUrl(String url) {
    scopeGroup().schemaUrl(url);
  }

  @Override
  public ProfileEditor profile() {
    return profiles == null ? super.profile() : profiles.item();
  }

  @Override
  public ProfileTables tables() {
    ProfileTables there = tables;
    if (there == null) {
      there = new ProfileTables(request.dictionary(), environment().random().nextLong());
      tables = there;
    }
    return there;
  }
}
