using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Verification;

/// <summary>
/// Holds the two directions of a translation against each other: 1. samples, and these with parts left out, are read, written and read again; 2. generated
/// bundles are written and read back; 3. messages made of them go the way of the samples; 4. what does not come back, although the definition does not say
/// so, is made as small as it goes and reported.
/// </summary>
public static class TranslationVerifier
{
    private const int MostCounterexamples = 10;
    private const int MostRefusals = 12;

    /// <summary>Verifies a translation that goes both ways; one that does not has nothing to hold against each other.</summary>
    /// <param name="translator">The translation.</param>
    /// <param name="seed">What the cases are drawn with; the same seed gives the same cases.</param>
    /// <param name="cases">How many bundles.</param>
    /// <param name="issues">Takes each counterexample as an issue (TRN115, TRN116) at its rule.</param>
    /// <param name="samples">Messages to start from beside the generated ones: real ones have what no generator thinks of.</param>
    public static VerificationReport Verify(Translator translator, int seed, int cases, IssueSink issues, IReadOnlyList<ReadOnlyMemory<byte>>? samples = null)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(issues);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cases);
        if (!translator.CanRead || !translator.CanWrite)
        {
            return new VerificationReport(translator.Name, seed, 0, 0, [], []);
        }

        Run run = new(translator, seed);
        VerificationReport report = run.Go(cases, samples ?? []);
        issues.AddRange(report.Counterexamples.Select(c => c.ToIssue()));
        return report;
    }

    private sealed class Run
    {
        private readonly Translator _translator;
        private readonly int _seed;
        private readonly Tolerance _tolerance;
        private readonly RoundTrip _trip;
        private readonly BundleGenerator _generator;
        private readonly VerificationRandom _random;
        private readonly Dictionary<string, Counterexample> _found = new(StringComparer.Ordinal);
        private Issue? _refusal;
        private int _bundles;
        private int _messages;

        public Run(Translator translator, int seed)
        {
            _translator = translator;
            _seed = seed;
            _tolerance = new Tolerance(translator.Definition);
            _trip = new RoundTrip(translator, _tolerance);
            _random = new VerificationRandom(seed);
            _generator = new BundleGenerator(translator.Definition, _tolerance, _random);
        }

        public VerificationReport Go(int cases, IReadOnlyList<ReadOnlyMemory<byte>> samples)
        {
            foreach (ReadOnlyMemory<byte> sample in samples.Where(_ => _found.Count < MostCounterexamples))
            {
                CheckMessages(sample.ToArray());
            }

            for (int i = 0; i < cases && _found.Count < MostCounterexamples; i++)
            {
                DraftBundle? bundle = Writable(_generator.Make());
                if (bundle is null)
                {
                    continue;
                }

                _bundles++;
                CheckBundle(bundle);
                CheckMessages(_trip.Write(bundle.ToBundle(), new IssueSink())!);
            }

            if (_bundles == 0)
            {
                _found[""] = new Counterexample(
                    TranslationIssues.BundleNotBack, _translator.Name, _translator.Definition.Position, "every generated bundle", "", "", "", _refusal?.Message ?? "none could be written");
            }

            return new VerificationReport(_translator.Name, _seed, _bundles, _messages, _tolerance.NotCompared, [.. _found.Values]);
        }

        // A value that the recipient's form refuses is refused loudly; the case goes on without it.
        private DraftBundle? Writable(DraftBundle bundle)
        {
            for (int i = 0; i < MostRefusals; i++)
            {
                IssueSink issues = new();
                if (_trip.Write(bundle.ToBundle(), issues) is not null)
                {
                    return bundle;
                }

                _refusal = issues.Issues.First(e => e.Severity == Severity.Error);
                if (RoundTrip.Subject(_refusal).Split('.') is not [var rule, var attribute])
                {
                    return null;
                }

                bundle = bundle.Without(rule, attribute);
            }

            return null;
        }

        private void CheckBundle(DraftBundle bundle)
        {
            foreach (RoundTripFault fault in Faults(bundle).Where(f => !_found.ContainsKey(f.Path)))
            {
                DraftBundle least = Shrinker.Shrink(bundle, b => Shrinker.Smaller(b).Where(s => !s.HasOrphan(_translator.Definition.Links)), b => Faults(b).Exists(f => f.Path == fault.Path));
                RoundTripFault shown = Faults(least).First(f => f.Path == fault.Path);
                byte[] message = _trip.Write(least.ToBundle(), new IssueSink()) ?? [];
                _found[fault.Path] = new Counterexample(
                    TranslationIssues.BundleNotBack, shown.Path, shown.Position, shown.Went, shown.CameBack, least.ToString(), Text(message), shown.Why);
            }
        }

        private List<RoundTripFault> Faults(DraftBundle draft)
        {
            IssueSink issues = new();
            Bundle bundle = draft.ToBundle();
            if (_trip.Write(bundle, issues) is not { } message)
            {
                return [];
            }

            IssueSink reading = new();
            if (_trip.Read(message, reading) is not { } back)
            {
                return [new RoundTripFault("message", _translator.Definition.Position, "a message", "", reading.Issues.Count > 0 ? reading.Issues[0].Message : "")];
            }

            List<RoundTripFault> faults = _trip.Compare(bundle, [.. draft.Records.Select(r => r.Rule)], back.Bundle, [.. issues.Issues, .. reading.Issues]);
            AddUnreadable(reading, faults);
            return faults;
        }

        // An own message that reads with an error is at fault even when nothing is missing of it.
        private void AddUnreadable(IssueSink reading, List<RoundTripFault> faults)
        {
            Issue? error = reading.Issues.FirstOrDefault(i => i.Severity == Severity.Error);
            string path = error is null ? "" : RoundTrip.Subject(error);
            bool isCompared = path.Split('.') is not [var record, var attribute]
                || _translator.Definition.Records.FirstOrDefault(r => r.Name == record) is not { } rule
                || !rule.Type.TryGet(attribute, out AttributeDefinition? definition)
                || _tolerance.IsCompared(rule, definition);
            if (error is not null && isCompared && !faults.Exists(f => f.Path == path))
            {
                faults.Add(new RoundTripFault(path, _translator.Definition.Position, "a message", "", $"{error.Code}: {error.Message}"));
            }
        }

        // One of the message itself, one with a part left out, one with several left out.
        private void CheckMessages(byte[] message)
        {
            for (int left = 0; left < 3; left++)
            {
                CheckMessage(message);
                IReadOnlyList<Func<byte[]>> parts = MessageMutator.Parts(_translator.Format, message);
                if (parts.Count == 0)
                {
                    return;
                }

                message = _random.Pick(parts)();
            }
        }

        private void CheckMessage(byte[] message)
        {
            List<RoundTripFault>? faults = Faults(message);
            _messages += faults is null ? 0 : 1;
            foreach (RoundTripFault fault in faults?.Where(f => !_found.ContainsKey(f.Path)) ?? [])
            {
                byte[] least = Shrinker.Shrink(message, m => MessageMutator.Smaller(_translator.Format, m), m => Faults(m)?.Exists(f => f.Path == fault.Path) ?? false);
                RoundTripFault shown = Faults(least)!.First(f => f.Path == fault.Path);
                _found[fault.Path] = new Counterexample(
                    TranslationIssues.MessageNotStable, shown.Path, shown.Position, shown.Went, shown.CameBack, "", Text(least), shown.Why);
            }
        }

        // A message in another encoding is shown byte by byte: what matters of it is ASCII.
        private static string Text(byte[] message) =>
            (TextEncodings.FirstInvalid(message) < 0 ? Encoding.UTF8 : Encoding.Latin1).GetString(message);

        // Null for messages that the translation refuses, reading or writing: it said so.
        private List<RoundTripFault>? Faults(byte[] message)
        {
            IssueSink issues = new();
            if (_trip.Read(message, issues) is not { } first || issues.HasErrors)
            {
                return null;
            }

            IssueSink writing = new();
            if (_trip.Write(first.Bundle, writing) is not { } written)
            {
                return null;
            }

            IssueSink reading = new();
            if (_trip.Read(written, reading) is not { } second)
            {
                return [new RoundTripFault("message", _translator.Definition.Position, "a message", "", reading.Issues.Count > 0 ? reading.Issues[0].Message : "")];
            }

            List<RoundTripFault> faults = _trip.Compare(first.Bundle, first.Rules, second.Bundle, [.. writing.Issues, .. reading.Issues]);
            AddUnreadable(reading, faults);
            if (faults.Count == 0)
            {
                AddUnstable(second, faults);
            }

            return faults;
        }

        // What was normalised once stays as it is.
        private void AddUnstable((Bundle Bundle, RecordRule?[] Rules) second, List<RoundTripFault> faults)
        {
            IssueSink issues = new();
            if (_trip.Write(second.Bundle, issues) is not { } again || _trip.Read(again, issues) is not { } third)
            {
                return;
            }

            foreach (BundleDifference difference in BundleComparer.Compare(second.Bundle, third.Bundle, NotCompared))
            {
                RecordRule? rule = difference.Left < 0 ? null : second.Rules[difference.Left];
                string path = $"{rule?.Name ?? difference.Record}.{difference.Attribute}".TrimEnd('.');
                bool isComputed = difference.Left < 0 && _tolerance.IsComputed(third.Bundle.Records[difference.Right]);
                if (!isComputed && !issues.Issues.Any(i => RoundTrip.Subject(i) == path))
                {
                    faults.Add(new RoundTripFault(path, rule?.Position ?? default, difference.Went, difference.CameBack, "the second time"));
                }
            }

            bool NotCompared(int record, AttributeDefinition attribute, Value left, Value right) =>
                second.Rules[record] is { } rule && !_tolerance.IsCompared(rule, attribute);
        }
    }
}
