namespace Parley.Engine.Workspace;

/// <summary>Delivery as a file, written beside and renamed into place.</summary>
public sealed record FolderDelivery : DeliveryDefinition
{
    /// <summary>The folder; relative paths are below the workspace. May hold <c>${NAME}</c> for an environment variable.</summary>
    public required string Path { get; init; }

    /// <summary>The file's name; <c>{exchange}</c>, <c>{delivery}</c> and subject attributes may stand in it.</summary>
    public required string FileName { get; init; }
}
