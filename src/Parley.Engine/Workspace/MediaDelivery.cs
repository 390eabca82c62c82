namespace Parley.Engine.Workspace;

/// <summary>How a recipient is given the objects that a message's records refer to.</summary>
public enum MediaDelivery
{
    /// <summary>The message names them; the recipient fetches those that it wants.</summary>
    ByReference,

    /// <summary>Their bytes go with the message: as further parts of a <c>multipart/form-data</c> request (RFC 7578), or as files beside the message's own.</summary>
    ByValue,
}
