using Microsoft.Extensions.Logging;

namespace Parley.Server.Operations;

/// <summary>Everything the server logs, with stable event ids. Content of messages and secrets never appear.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Serving workspace {Workspace}, version {Version}, at {Address}")]
    public static partial void Started(ILogger log, string workspace, string version, string address);

    [LoggerMessage(1002, LogLevel.Information, "Stopping: no more messages are taken, what is under way is finished")]
    public static partial void Stopping(ILogger log);

    [LoggerMessage(1003, LogLevel.Information, "Stopped; nothing is under way")]
    public static partial void Stopped(ILogger log);

    [LoggerMessage(1004, LogLevel.Information, "Workspace reloaded, version {Version}")]
    public static partial void Reloaded(ILogger log, string version);

    [LoggerMessage(1005, LogLevel.Error, "The workspace on disk has {Count} faults; the last good one stays in use. First: {First}")]
    public static partial void ReloadFailed(ILogger log, int count, string first);

    [LoggerMessage(1006, LogLevel.Information, "The server's certificate was renewed; it is in force until {Until}")]
    public static partial void CertificateRenewed(ILogger log, DateTime until);

    [LoggerMessage(1007, LogLevel.Error, "The server's certificate on disk cannot be used; the one before stays in use: {Reason}")]
    public static partial void CertificateUnusable(ILogger log, string reason);

    [LoggerMessage(1010, LogLevel.Error, "The store does not take writes; messages are refused until it does")]
    public static partial void StoreFailed(ILogger log, Exception failure);

    [LoggerMessage(1011, LogLevel.Information, "The store takes writes again")]
    public static partial void StoreRecovered(ILogger log);

    [LoggerMessage(1012, LogLevel.Warning, "{Count} idempotency keys were forgotten before their window had passed")]
    public static partial void ReceiptsForgotten(ILogger log, long count);

    [LoggerMessage(1020, LogLevel.Information, "{Count} deliveries to {Recipient} were pending at the start and go on")]
    public static partial void Recovered(ILogger log, string recipient, long count);

    [LoggerMessage(1021, LogLevel.Warning, "{Recipient} keeps failing and is left in peace for a while: {Reason}")]
    public static partial void BreakerOpened(ILogger log, string recipient, string reason);

    [LoggerMessage(1022, LogLevel.Information, "{Recipient} answers again")]
    public static partial void BreakerClosed(ILogger log, string recipient);

    [LoggerMessage(1023, LogLevel.Error, "Delivery to {Recipient} met a failure that is not its own; it goes on")]
    public static partial void DeliveryFault(ILogger log, string recipient, Exception failure);

    [LoggerMessage(1092, LogLevel.Information, "Agreement {Agreement} is now {State}")]
    public static partial void AgreementChanged(ILogger log, string agreement, string state);

    [LoggerMessage(1093, LogLevel.Warning, "EMERGENCY {Emergency}: {From} shares with {To} without an agreement until {Until:u}, on the word of {Person}")]
    public static partial void EmergencyDeclared(ILogger log, string emergency, string from, string to, DateTimeOffset until, string person);

    [LoggerMessage(1090, LogLevel.Warning, "{Code} {Title}: {What}")]
    public static partial void AgreementDate(ILogger log, string code, string title, string what);

    [LoggerMessage(1094, LogLevel.Warning, "The clock says {Day} again after {Known}: agreements are held against {Known} until it comes to it or the server is started anew")]
    public static partial void ClockBehind(ILogger log, DateOnly day, DateOnly known);

    [LoggerMessage(1091, LogLevel.Warning, "Agreement {Agreement} is withdrawn: {Exchanges} exchanges were stopped or taken back")]
    public static partial void AgreementTakenBack(ILogger log, string agreement, int exchanges);

    [LoggerMessage(1030, LogLevel.Information, "File {File} of {System}: {Messages} messages taken, {Refused} refused")]
    public static partial void FileTaken(ILogger log, string file, string system, long messages, long refused);

    [LoggerMessage(1031, LogLevel.Warning, "Intake of {System} from {Place} cannot go on now and is tried again: {Reason}")]
    public static partial void IntakeFailed(ILogger log, string system, string place, string reason);

    [LoggerMessage(1032, LogLevel.Error, "Intake of {System} from {Place} met a failure that is not its own; it is begun anew")]
    public static partial void IntakeFault(ILogger log, string system, string place, Exception failure);

    [LoggerMessage(1190, LogLevel.Error, "The background service {Service} met a failure; it goes on, and what failed is tried again")]
    public static partial void ServiceFault(ILogger log, string service, Exception failure);

    [LoggerMessage(1191, LogLevel.Information, "The background service {Service} goes on as it should again, after {Count} passes that failed")]
    public static partial void ServiceGoesOn(ILogger log, string service, int count);

    [LoggerMessage(1192, LogLevel.Warning, "The background service {Service} cannot use the store now and goes on when it can: {Reason}")]
    public static partial void ServiceWaits(ILogger log, string service, string reason);

    [LoggerMessage(1195, LogLevel.Error, "The background service {Service} passes over entry {Entry} of the ledger, at which it failed {Times} times; those after it go on")]
    public static partial void EntryPassedOver(ILogger log, string service, long entry, int times, Exception failure);

    [LoggerMessage(1210, LogLevel.Information, "The index of {Index} is filled: {Records} records in {Seconds:0.0} s")]
    public static partial void IndexFilled(ILogger log, string index, int records, double seconds);

    [LoggerMessage(1170, LogLevel.Error, "Asking {System} live met a failure that is not its own; the search goes on without it")]
    public static partial void QuestionFault(ILogger log, string system, Exception failure);

    [LoggerMessage(1171, LogLevel.Warning, "{System} does not answer live questions and is left in peace for a while: {Reason}")]
    public static partial void QuestionRests(ILogger log, string system, string reason);

    [LoggerMessage(1180, LogLevel.Error, "Object {Object} cannot be put in its place now and is tried again")]
    public static partial void MediaNotStored(ILogger log, string @object, Exception failure);

    [LoggerMessage(1181, LogLevel.Warning, "Object {Object} is not scanned: the scanner gave no verdict; nobody reads it, and it is tried again")]
    public static partial void MediaNotScanned(ILogger log, string @object);

    [LoggerMessage(1182, LogLevel.Warning, "Object {Object} of {System} is quarantined: {Found}")]
    public static partial void MediaQuarantined(ILogger log, string @object, string system, string found);

    [LoggerMessage(1230, LogLevel.Warning, "No row of the store names the file of object {Object}; it is put aside as {File}")]
    public static partial void MediaPutAside(ILogger log, string @object, string file);

    [LoggerMessage(1231, LogLevel.Information, "{Count} files that had been put aside for long enough are deleted")]
    public static partial void MediaAsideDeleted(ILogger log, long count);

    [LoggerMessage(1232, LogLevel.Warning, "The store of objects could not be looked through for what no row names; it is tried again")]
    public static partial void MediaBucketNotSwept(ILogger log, Exception failure);

    [LoggerMessage(1140, LogLevel.Information, "Load {Load} of {System} is {State}: {Taken} lines taken, {Repeated} repeated, {Refused} refused")]
    public static partial void LoadEnded(ILogger log, string load, string system, string state, long taken, long repeated, long refused);

    [LoggerMessage(1150, LogLevel.Information, "There was no {Path}; it was made, and only its owner can read it. Subscribers verify what they are sent by it")]
    public static partial void WebhookKeyMade(ILogger log, string path);

    [LoggerMessage(1151, LogLevel.Warning, "Subscription {Subscription} of {System} is {State} and is told of nothing more: {Reason}")]
    public static partial void SubscriptionEnded(ILogger log, string subscription, string system, string state, string reason);

    [LoggerMessage(1152, LogLevel.Error, "Subscription {Subscription} met a failure that is not its own; it goes on where it was")]
    public static partial void SubscriptionFault(ILogger log, string subscription, Exception failure);

    [LoggerMessage(1110, LogLevel.Error, "Pairs of records that were found cannot be stored now; they are stored with what comes next")]
    public static partial void IdentitiesNotWritten(ILogger log, Exception failure);

    [LoggerMessage(1050, LogLevel.Information, "There was no {Path}; it was made, and only its owner can read it. Keep a copy in a safe place")]
    public static partial void LedgerKeyMade(ILogger log, string path);

    [LoggerMessage(1051, LogLevel.Error, "The ledger cannot be sealed now and is tried again; past its bound messages are refused")]
    public static partial void LedgerNotSealed(ILogger log, Exception failure);

    [LoggerMessage(1052, LogLevel.Information, "The ledger is sealed up to date again")]
    public static partial void LedgerRecovered(ILogger log);

    [LoggerMessage(1053, LogLevel.Error, "{Count} ledger entries are not sealed, more than the bound: messages are refused until they are")]
    public static partial void LedgerLagging(ILogger log, long count);

    [LoggerMessage(1054, LogLevel.Warning, "Witness {Name} did not co-sign the checkpoint; it answered {Status}")]
    public static partial void WitnessRefused(ILogger log, string name, int status);

    [LoggerMessage(1055, LogLevel.Warning, "Witness {Name} cannot be reached and is asked again: {Reason}")]
    public static partial void WitnessUnreachable(ILogger log, string name, string reason);

    [LoggerMessage(1240, LogLevel.Error, "Witness {Name} has co-signed this ledger up to size {Seen}, and it has {Size}: the store was put back to an older state. Run 'parley ledger verify' with the checkpoint that it has seen")]
    public static partial void WitnessHasSeenMore(ILogger log, string name, long seen, long size);

    [LoggerMessage(1241, LogLevel.Error, "Witness {Name} has co-signed another history of this ledger than that of its checkpoint of size {Size}. Run 'parley ledger verify' with the checkpoint that it has seen")]
    public static partial void WitnessHasAnotherHistory(ILogger log, string name, long size);

    [LoggerMessage(1040, LogLevel.Error, "{Method} {Path} failed for a reason that is the server's own")]
    public static partial void RequestFault(ILogger log, string method, string path, Exception failure);

    [LoggerMessage(1060, LogLevel.Warning, "A token was refused: {Reason}")]
    public static partial void TokenRefused(ILogger log, string reason);

    [LoggerMessage(1061, LogLevel.Warning, "{System} may not call on behalf of whom it names: {Reason}")]
    public static partial void OnBehalfRefused(ILogger log, string system, string reason);

    [LoggerMessage(1062, LogLevel.Warning, "The identity provider at {Address} cannot be used: {Reason}")]
    public static partial void ProviderFailed(ILogger log, string address, string reason);

    [LoggerMessage(1063, LogLevel.Warning, "A sign-in was refused: {Reason}")]
    public static partial void SignInRefused(ILogger log, string reason);

    [LoggerMessage(1130, LogLevel.Warning, "Processes cannot use the store now and go on when they can")]
    public static partial void ProcessesBehind(ILogger log, Exception failure);

    [LoggerMessage(1131, LogLevel.Error, "{Process} of {Name} was put aside: what came for it makes its step fail; others are not concerned")]
    public static partial void ProcessParked(ILogger log, string process, string name, Exception failure);

    [LoggerMessage(1132, LogLevel.Error, "{Process} of {Name} was put aside, because it cannot be read: {Reason}")]
    public static partial void ProcessUnreadable(ILogger log, string process, string name, string reason);

    [LoggerMessage(1133, LogLevel.Error, "{Process} of {Name}: a function failed in a way that was not foreseen")]
    public static partial void ProcessEffectFailed(ILogger log, string process, string name, Exception failure);

    [LoggerMessage(1139, LogLevel.Error, "{Process} met a failure that was not foreseen; it goes on when something comes for it, or after the next start")]
    public static partial void ProcessFault(ILogger log, string process, Exception failure);

    [LoggerMessage(1134, LogLevel.Information, "{Count} instances of processes had something to carry out at the start and go on")]
    public static partial void ProcessesRecovered(ILogger log, long count);
}
