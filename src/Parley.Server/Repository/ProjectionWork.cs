using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Writes what a stretch of the ledger came to, and how far the repository has come with it, in one transaction.</summary>
/// <param name="projection">The stretch.</param>
/// <param name="keep">Notes how far.</param>
internal sealed class ProjectionWork(Projection projection, Action<StoreSession, WriterState> keep) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (SealedBundle bundle in projection.Bundles)
        {
            BundleRow row = bundle.Row;
            session.Execute(
                Statements.InsertBundle,
                row.Exchange, row.KnownAt, row.System, row.Type, row.Version, row.Translation, row.Dictionary, row.FirstVersion, (long)row.Records,
                bundle.KeyNumber, bundle.Content);
        }

        foreach (MediaReference reference in projection.References)
        {
            session.Execute(
                Statements.InsertMediaReference, reference.Exchange, (long)reference.Place, reference.Record, reference.System, reference.Object, reference.Sha256);
        }

        foreach (RecordVersionRow version in projection.Versions)
        {
            version.Insert(session);
        }

        foreach ((long exchange, string marking) in projection.Regraded)
        {
            session.Execute(Statements.RegradeBundle, exchange, marking);
        }

        foreach (BundleRow erased in projection.Erased)
        {
            session.Execute(Statements.EraseBundle, erased.Exchange);
            session.Execute(Statements.EraseRecordVersions, erased.Exchange, erased.FirstVersion, erased.FirstVersion + erased.Records);
            session.Execute(Statements.EraseMediaReferences, erased.Exchange, state.Now);
            session.Execute(Statements.MakeMediaDue, erased.FirstVersion, erased.FirstVersion + erased.Records, state.Now);
        }

        keep(session, state);
    }
}
