using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Parley.Server.Operations;

/// <summary>What the platform counts and traces. Names are stable; <c>docs/reference/metrics.md</c> lists them.</summary>
internal static class Meters
{
    public const string Name = "Parley";

    public static readonly Meter Meter = new(Name);
    public static readonly ActivitySource Activities = new(Name);

    public static readonly Counter<long> Exchanges = Meter.CreateCounter<long>("parley.exchanges", description: "Messages taken in, by system, type and status.");
    public static readonly Counter<long> Repeats = Meter.CreateCounter<long>("parley.exchanges.repeated", description: "Messages that had been taken in before.");
    public static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("parley.deliveries", description: "Deliveries ended, by recipient and outcome.");
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("parley.deliveries.retried", description: "Attempts that failed and are tried again, by recipient.");
    public static readonly Counter<long> Exceptions = Meter.CreateCounter<long>("parley.exceptions", description: "Exceptions opened.");
    public static readonly Counter<long> LateNotices = Meter.CreateCounter<long>("parley.notices.late", description: "Notices not confirmed in time, by recipient.");
    public static readonly Counter<long> Pushbacks = Meter.CreateCounter<long>("parley.pushbacks", description: "Messages refused because too much waited.");
    public static readonly Counter<long> StoreFailures = Meter.CreateCounter<long>("parley.store.failures", description: "Transactions that failed.");
    public static readonly Counter<long> Emergencies = Meter.CreateCounter<long>("parley.emergencies", description: "Emergencies declared: sharing without an agreement.");
    public static readonly Counter<long> Questions = Meter.CreateCounter<long>("parley.live.questions", description: "Questions that systems were asked live, by system and outcome.");
    public static readonly Counter<long> ServiceFaults = Meter.CreateCounter<long>("parley.service.faults", description: "Failures that a background service met, by service.");
    public static readonly Counter<long> PassedOver = Meter.CreateCounter<long>("parley.entries.passed.over", description: "Entries of the ledger that a background service passed over, by service.");
    public static readonly Histogram<double> DepositDuration = Meter.CreateHistogram<double>("parley.deposit.duration", "s", "From receipt to durable.");
    public static readonly Histogram<double> AttemptDuration = Meter.CreateHistogram<double>("parley.attempt.duration", "s", "One attempt of a delivery, by recipient.");
    public static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>("parley.commit.duration", "s", "One transaction of the store's writer.");
    public static readonly Histogram<int> CommitSize = Meter.CreateHistogram<int>("parley.commit.size", description: "Pieces of work in one transaction.");
}
