using System.Security.Cryptography;
using Parley.Engine.Workspace;

namespace Parley.Server.Storage;

/// <summary>Keeps the text of a workspace's version; files that it shares with another are there once.</summary>
internal sealed class VersionFilesWork(long version, IReadOnlyList<WorkspaceFile> files) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (WorkspaceFile file in files)
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
            session.Execute(Statements.InsertWorkspaceFile, hash, file.Content.ToArray());
            session.Execute(Statements.InsertVersionFile, version, file.Path, hash);
        }
    }
}
