namespace Parley.Engine.Workspace;

/// <summary>An S3-compatible store, spoken to with path-style addresses.</summary>
/// <param name="Endpoint">Its address, such as <c>https://s3.example.org</c>.</param>
/// <param name="Bucket">The bucket, which must be there.</param>
/// <param name="Region">The region that requests are signed for.</param>
/// <param name="AccessKey">Where the access key is.</param>
/// <param name="SecretKey">Where the secret key is.</param>
public sealed record S3Definition(string Endpoint, string Bucket, string Region, SecretReference AccessKey, SecretReference SecretKey)
{
    /// <summary>What stands before the name of every object, without the slash that follows it: by it the objects of this installation are told from others in the bucket. Empty for nothing.</summary>
    public string Prefix { get; init; } = "";
}
