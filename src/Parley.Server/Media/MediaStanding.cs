namespace Parley.Server.Media;

/// <summary>How an object stands to the records.</summary>
internal enum MediaStanding
{
    /// <summary>No record has ever referred to it.</summary>
    Unreferenced,

    /// <summary>A record refers to it.</summary>
    Referenced,

    /// <summary>Every record that referred to it has been erased.</summary>
    Erased,
}
