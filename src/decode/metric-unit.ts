/**
 * The unit that a metric's name ends in, by the conventions of Prometheus (prometheus.io/docs/practices/naming):
 * `go_memstats_heap_alloc_bytes` are bytes, `process_cpu_seconds_total` are seconds, all else are counts. Buckets and
 * counts of a histogram of seconds count observations; `_created` is a time of OpenMetrics.
 */
export function metricUnit(name: string): string {
  if (/_(bucket|count)$|_per_/.test(name)) return 'count'
  if (name.endsWith('_created')) return 'seconds'
  const unit = /.*_(bytes|(?:nano|micro|milli)?seconds|ratio)(?=_|$)/.exec(name)?.[1]
  return unit ?? 'count'
}
