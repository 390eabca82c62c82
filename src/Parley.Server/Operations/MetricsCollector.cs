using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Parley.Server.Operations;

/// <summary>Listens to the platform's meters and writes what they say in Prometheus' text format.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private static readonly double[] s_seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] s_sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meters.Name)
            {
                Family made = new(instrument);
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(made.Name, made));
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((Family)family!).Add(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((Family)family!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((Family)family!).Add(value, tags));
        _listener.Start();
    }

    /// <summary>Everything counted so far.</summary>
    public string Write(IEnumerable<(string Name, string Help, string Labels, double Value)> gauges)
    {
        StringBuilder text = new();
        foreach (Family family in _families.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            family.Write(text);
        }

        foreach (IGrouping<string, (string Name, string Help, string Labels, double Value)> family in gauges.GroupBy(g => g.Name))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Key} {family.First().Help}\n# TYPE {family.Key} gauge\n");
            foreach ((string name, _, string labels, double value) in family)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{Braces(labels)} {value}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A label with its value quoted.</summary>
    public static string Label(string name, string? value) =>
        $"{name}=\"{value?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static string Braces(string labels) => labels.Length == 0 ? "" : "{" + labels + "}";

    /// <summary>One instrument with its series. A measurement is on the way of every message, so it costs a look-up and an addition.</summary>
    private sealed class Family
    {
        private readonly string _help;
        private readonly double[]? _bounds;
        private readonly ConcurrentDictionary<Values, Total> _totals = new();
        private readonly Total _untagged;

        public Family(Instrument instrument)
        {
            bool histogram = instrument is Histogram<double> or Histogram<int>;
            string name = instrument.Name.Replace('.', '_');
            Name = !histogram ? name + "_total" : instrument.Unit == "s" ? name + "_seconds" : name;
            _help = instrument.Description ?? "";
            _bounds = !histogram ? null : instrument.Unit == "s" ? s_seconds : s_sizes;
            _untagged = new Total("", _bounds);
        }

        public string Name { get; }

        public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.Length == 0)
            {
                _untagged.Add(value);
                return;
            }

            // The names of an instrument's tags are always the same, so the values alone tell its series apart.
            Values values = new(Text(tags, 0), Text(tags, 1), Text(tags, 2));
            if (!_totals.TryGetValue(values, out Total? total))
            {
                total = _totals.GetOrAdd(values, new Total(Labels(tags), _bounds));
            }

            total.Add(value);
        }

        public void Write(StringBuilder text)
        {
            Total[] counted = [.. _totals.Values.Append(_untagged).Where(t => t.Count > 0).OrderBy(t => t.Labels, StringComparer.Ordinal)];
            if (counted.Length == 0)
            {
                return;
            }

            text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_help}\n# TYPE {Name} {(_bounds is null ? "counter" : "histogram")}\n");
            foreach (Total total in counted)
            {
                total.Write(text, Name);
            }
        }

        private static string? Text(ReadOnlySpan<KeyValuePair<string, object?>> tags, int at) => at < tags.Length ? tags[at].Value?.ToString() : null;

        private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            StringBuilder labels = new();
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                labels.Append(labels.Length == 0 ? "" : ",").Append(Label(tag.Key, tag.Value?.ToString()));
            }

            return labels.ToString();
        }
    }

    private readonly record struct Values(string? First, string? Second, string? Third);

    private sealed class Total(string labels, double[]? bounds)
    {
        private readonly Lock _gate = new();
        private readonly long[] _buckets = new long[bounds?.Length ?? 0];
        private double _sum;
        private long _count;

        public string Labels => labels;

        public long Count => Volatile.Read(ref _count);

        public void Add(double value)
        {
            int bucket = 0;
            while (bucket < _buckets.Length && value > bounds![bucket])
            {
                bucket++;
            }

            lock (_gate)
            {
                _sum += value;
                _count++;
                if (bucket < _buckets.Length)
                {
                    _buckets[bucket]++;
                }
            }
        }

        public void Write(StringBuilder text, string name)
        {
            lock (_gate)
            {
                if (bounds is null)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{Braces(labels)} {_sum}\n");
                    return;
                }

                string before = labels.Length == 0 ? "" : labels + ",";
                long below = 0;
                for (int i = 0; i < bounds.Length; i++)
                {
                    below += _buckets[i];
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{bounds[i]}\"}} {below}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"+Inf\"}} {_count}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braces(labels)} {_sum}\n{name}_count{Braces(labels)} {_count}\n");
            }
        }
    }
}
