package io.beltline.receiver.dockerstats;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers in the form of the API's published examples, with figures of their own. */
final class Restated {
  private static final Pattern IMAGE = Pattern.compile("\"Image\":\"([a-z/:0-9-]+)\",\"Labels\"");

  private Restated() {}

  static String image(String inspection) {
    Matcher found = IMAGE.matcher(inspection);
    return found.find() ? found.group(1) : "";
  }

  /** The inspection of a container that runs. */
  static String inspection(String id, String image) {
    return inspection(id, image, "\"Running\":true,\"Paused\":false", "");
  }

  static String inspection(String id, String image, String state, String host) {
    return """
    {"AppArmorProfile":"","Args":["-c","exit 9"],"Config":{"AttachStderr":true,"Cmd":["/bin/sh",\
    "-c","exit 9"],"Domainname":"","Env":["PATH=/usr/bin:/bin","STAGE=a=b","EMPTY="],\
    "Hostname":"host-%1$s","Image":"%2$s","Labels":{"com.example.vendor":"Acme",\
    "com.example.license":"GPL"},"Volumes":null},"Created":"2025-12-31T23:00:00Z",\
    "Driver":"overlay2","ExecIDs":null,"HostConfig":{"CpuPercent":80,"CpuShares":512,\
    %4$s"MemorySwappiness":60,"RestartPolicy":{"MaximumRetryCount":2,"Name":"on-failure"}},\
    "Id":"%1$s","Image":"sha256:04c5d3b7b065","Name":"/boring_%1$s","NetworkSettings":{},\
    "RestartCount":1,"State":{"Error":"","ExitCode":0,"OOMKilled":false,"Dead":false,\
    %3$s,"StartedAt":"2025-12-31T23:59:00.5Z","Status":"running"},"Mounts":[]}\
    """
        .formatted(id, image, state, host);
  }

  /** Statistics of a host with cgroup v1. */
  static String first() {
    return """
    {"read":"2026-01-08T22:57:31.547920715Z","preread":"2026-01-08T22:57:30Z",\
    "pids_stats":{"current":3},"networks":{"eth0":{"rx_bytes":5338,"rx_dropped":1,\
    "rx_errors":2,"rx_packets":36,"tx_bytes":648,"tx_dropped":3,"tx_errors":4,"tx_packets":8},\
    "eth5":{"rx_bytes":4641,"rx_dropped":0,"rx_errors":0,"rx_packets":26,"tx_bytes":690,\
    "tx_dropped":0,"tx_errors":0,"tx_packets":9}},"memory_stats":{"stats":{\
    "total_pgmajfault":5,"cache":6,"mapped_file":7,"total_inactive_file":1000,"pgpgout":414,\
    "rss":6537216,"total_mapped_file":9,"writeback":10,"unevictable":11,"pgpgin":477,\
    "total_unevictable":12,"pgmajfault":13,"total_rss":6537216,"total_rss_huge":6291456,\
    "total_writeback":14,"total_inactive_anon":15,"rss_huge":6291456,\
    "hierarchical_memory_limit":67108864,"total_pgfault":964,"total_active_file":16,\
    "active_anon":6537216,"total_active_anon":6537216,"total_pgpgout":414,"total_cache":17,\
    "inactive_anon":18,"active_file":19,"pgfault":964,"inactive_file":20,"total_pgpgin":477,\
    "swap":21},"max_usage":6651904,"usage":6537000,"failcnt":22,"limit":65360000},\
    "blkio_stats":{"io_service_bytes_recursive":[{"major":254,"minor":0,"op":"Read",\
    "value":23},{"major":254,"minor":0,"op":"Total","value":24}],"io_serviced_recursive":[\
    {"major":254,"minor":0,"op":"Read","value":25}],"io_queue_recursive":[{"major":254,\
    "minor":0,"op":"Async","value":26}],"io_service_time_recursive":[],\
    "io_wait_time_recursive":[],"io_merged_recursive":[],"io_time_recursive":[],\
    "sectors_recursive":[]},"cpu_stats":{"cpu_usage":{"percpu_usage":[8646879,24472255],\
    "usage_in_usermode":50000000,"total_usage":100215355,"usage_in_kernelmode":30000000},\
    "system_cpu_usage":739306590000000,"online_cpus":4,"throttling_data":{"periods":27,\
    "throttled_periods":28,"throttled_time":29}},"precpu_stats":{"cpu_usage":{\
    "percpu_usage":[8646879,24350896],"usage_in_usermode":50000000,"total_usage":90215355,\
    "usage_in_kernelmode":30000000},"system_cpu_usage":739306490000000,"online_cpus":4,\
    "throttling_data":{"periods":0,"throttled_periods":0,"throttled_time":0}}}\
    """;
  }

  /** Statistics of a host with cgroup v2: no cores, no lists but one, other names in memory. */
  static String second() {
    return """
    {"read":"2026-01-08T22:57:31.547920715Z","preread":"0001-01-01T00:00:00Z",\
    "pids_stats":{"current":1,"limit":18446744073709551615},"blkio_stats":{\
    "io_service_bytes_recursive":[{"major":8,"minor":16,"op":"write","value":4096}],\
    "io_serviced_recursive":null,"io_queue_recursive":null,"sectors_recursive":null},\
    "num_procs":0,"storage_stats":{},"cpu_stats":{"cpu_usage":{"total_usage":999478000,\
    "usage_in_kernelmode":970974000,"usage_in_usermode":28503000},\
    "system_cpu_usage":4836970000000,"online_cpus":2,"throttling_data":{"periods":0,\
    "throttled_periods":0,"throttled_time":0}},"precpu_stats":{"cpu_usage":{"total_usage":0,\
    "usage_in_kernelmode":0,"usage_in_usermode":0},"throttling_data":{"periods":0}},\
    "memory_stats":{"usage":2000,"stats":{"active_anon":1,"anon":2,"file":3,"file_dirty":4,\
    "inactive_file":500,"pgfault":6,"unevictable":7},"limit":8000},"name":"/a","id":"a"}\
    """;
  }

  /** What is told of a container that does not run just now: nothing was read. */
  static String unread() {
    return """
    {"read":"0001-01-01T00:00:00Z","preread":"0001-01-01T00:00:00Z","pids_stats":{},\
    "blkio_stats":{"io_service_bytes_recursive":null},"num_procs":0,"storage_stats":{},\
    "cpu_stats":{"cpu_usage":{"total_usage":0,"usage_in_kernelmode":0,"usage_in_usermode":0},\
    "throttling_data":{"periods":0}},"precpu_stats":{"cpu_usage":{"total_usage":0}},\
    "memory_stats":{},"name":"/b","id":"b"}\
    """;
  }
}
