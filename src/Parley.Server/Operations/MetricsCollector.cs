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
    private readonly ConcurrentDictionary<Series, Total> _totals = new();
    private readonly ConcurrentDictionary<string, (Instrument Instrument, string Kind)> _instruments = new(StringComparer.Ordinal);

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meters.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything counted so far.</summary>
    public string Write(IEnumerable<(string Name, string Help, string Labels, double Value)> gauges)
    {
        StringBuilder text = new();
        foreach (IGrouping<string, KeyValuePair<Series, Total>> family in _totals.GroupBy(t => t.Key.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            (Instrument instrument, string kind) = _instruments[family.Key];
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Key} {instrument.Description}\n# TYPE {family.Key} {kind}\n");
            foreach ((Series series, Total total) in family.OrderBy(f => f.Key.Labels, StringComparer.Ordinal))
            {
                total.Write(text, series);
            }
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

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        bool histogram = instrument is Histogram<double> or Histogram<int>;
        string name = NameOf(instrument, histogram);
        StringBuilder? labels = tags.Length == 0 ? null : new();
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            labels!.Append(labels.Length == 0 ? "" : ",").Append(Label(tag.Key, tag.Value?.ToString()));
        }

        _instruments.TryAdd(name, (instrument, histogram ? "histogram" : "counter"));
        double[]? bounds = !histogram ? null : instrument.Unit == "s" ? s_seconds : s_sizes;
        _totals.GetOrAdd(new Series(name, labels?.ToString() ?? ""), static (_, b) => new Total(b), bounds).Add(value);
    }

    private static string NameOf(Instrument instrument, bool histogram)
    {
        string name = instrument.Name.Replace('.', '_');
        return histogram ? (instrument.Unit == "s" ? name + "_seconds" : name) : name + "_total";
    }

    private readonly record struct Series(string Name, string Labels);

    private sealed class Total(double[]? bounds)
    {
        private readonly Lock _gate = new();
        private readonly long[] _buckets = new long[bounds?.Length ?? 0];
        private double _sum;
        private long _count;

        public void Add(double value)
        {
            int bucket = bounds is null ? 0 : Array.FindIndex(bounds, b => value <= b);
            lock (_gate)
            {
                _sum += value;
                _count++;
                if (bounds is not null && bucket >= 0)
                {
                    _buckets[bucket]++;
                }
            }
        }

        public void Write(StringBuilder text, Series series)
        {
            lock (_gate)
            {
                if (bounds is null)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{series.Name}{Braces(series.Labels)} {_sum}\n");
                    return;
                }

                string before = series.Labels.Length == 0 ? "" : series.Labels + ",";
                long below = 0;
                for (int i = 0; i < bounds.Length; i++)
                {
                    below += _buckets[i];
                    text.Append(CultureInfo.InvariantCulture, $"{series.Name}_bucket{{{before}le=\"{bounds[i]}\"}} {below}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{series.Name}_bucket{{{before}le=\"+Inf\"}} {_count}\n");
                text.Append(CultureInfo.InvariantCulture, $"{series.Name}_sum{Braces(series.Labels)} {_sum}\n{series.Name}_count{Braces(series.Labels)} {_count}\n");
            }
        }
    }
}
