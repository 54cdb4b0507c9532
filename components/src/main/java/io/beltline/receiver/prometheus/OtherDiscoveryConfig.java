package io.beltline.receiver.prometheus;

import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ways to find targets that Prometheus knows and that are refused here. */
public record OtherDiscoveryConfig(
    @Key("aws_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode aws,
    @Key("azure_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode azure,
    @Key("consul_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode consul,
    @Key("digitalocean_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode digitalocean,
    @Key("docker_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode docker,
    @Key("dockerswarm_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode dockerswarm,
    @Key("ec2_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode ec2,
    @Key("eureka_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode eureka,
    @Key("gce_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode gce,
    @Key("hetzner_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode hetzner,
    @Key("ionos_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode ionos,
    @Key("kubernetes_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode kubernetes,
    @Key("kuma_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode kuma,
    @Key("lightsail_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode lightsail,
    @Key("linode_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode linode,
    @Key("marathon_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode marathon,
    @Key("nerve_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode nerve,
    @Key("nomad_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode nomad,
    @Key("openstack_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode openstack,
    @Key("outscale_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode outscale,
    @Key("ovhcloud_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode ovhcloud,
    @Key("puppetdb_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode puppetdb,
    @Key("scaleway_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode scaleway,
    @Key("serverset_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode serverset,
    @Key("stackit_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode stackit,
    @Key("triton_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode triton,
    @Key("uyuni_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode uyuni,
    @Key("vultr_sd_configs") @Doc(OtherDiscoveryConfig.REFUSED) ConfigNode vultr)
    implements Validated {
  static final String REFUSED = "Not supported: must not be written.";

  @Override
  public void validate(Problems problems) {
    Map<String, ConfigNode> written = new LinkedHashMap<>();
    written.put("aws_sd_configs", aws);
    written.put("azure_sd_configs", azure);
    written.put("consul_sd_configs", consul);
    written.put("digitalocean_sd_configs", digitalocean);
    written.put("docker_sd_configs", docker);
    written.put("dockerswarm_sd_configs", dockerswarm);
    written.put("ec2_sd_configs", ec2);
    written.put("eureka_sd_configs", eureka);
    written.put("gce_sd_configs", gce);
    written.put("hetzner_sd_configs", hetzner);
    written.put("ionos_sd_configs", ionos);
    written.put("kubernetes_sd_configs", kubernetes);
    written.put("kuma_sd_configs", kuma);
    written.put("lightsail_sd_configs", lightsail);
    written.put("linode_sd_configs", linode);
    written.put("marathon_sd_configs", marathon);
    written.put("nerve_sd_configs", nerve);
    written.put("nomad_sd_configs", nomad);
    written.put("openstack_sd_configs", openstack);
    written.put("outscale_sd_configs", outscale);
    written.put("ovhcloud_sd_configs", ovhcloud);
    written.put("puppetdb_sd_configs", puppetdb);
    written.put("scaleway_sd_configs", scaleway);
    written.put("serverset_sd_configs", serverset);
    written.put("stackit_sd_configs", stackit);
    written.put("triton_sd_configs", triton);
    written.put("uyuni_sd_configs", uyuni);
    written.put("vultr_sd_configs", vultr);
    written.forEach(
        (key, node) -> {
          if (!node.isNull()) {
            problems.add(
                key,
                "is not supported (expected: static_configs, file_sd_configs, http_sd_configs or"
                    + " dns_sd_configs)");
          }
        });
  }
}
