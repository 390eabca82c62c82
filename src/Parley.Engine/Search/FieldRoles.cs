using System.Runtime.CompilerServices;
using Parley.Engine.Dictionary;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Search;

/// <summary>Tells attributes' roles by their standards and names; each attribute is looked at once.</summary>
internal static class FieldRoles
{
    private static readonly ConditionalWeakTable<AttributeDefinition, StrongBox<FieldRole>> s_roles = [];

    /// <summary>The role of an attribute.</summary>
    public static FieldRole Of(AttributeDefinition attribute) => s_roles.GetValue(attribute, static a => new StrongBox<FieldRole>(Find(a))).Value;

    private static FieldRole Find(AttributeDefinition attribute) => attribute.Name switch
    {
        "givenNames" or "givenName" => FieldRole.GivenName,
        "familyName" or "formerName" => FieldRole.FamilyName,
        "fullName" or "alias" or "keeperName" => FieldRole.WholeName,
        "dateOfBirth" => FieldRole.BirthDate,
        "sex" or "gender" => FieldRole.Sex,
        "registration" or "partialRegistration" => FieldRole.Registration,
        "addressText" or "flat" or "buildingNumber" or "building" or "street" or "locality" or "town" or "businessName" => FieldRole.Address,
        "reference" => FieldRole.Identifier,
        _ => ByForm(attribute),
    };

    private static FieldRole ByForm(AttributeDefinition attribute) => attribute.Identifier switch
    {
        "telephone" => FieldRole.Telephone,
        "email" => FieldRole.Email,
        "vrm" => FieldRole.Registration,
        "postcode" => FieldRole.Postcode,
        not null => FieldRole.Identifier,
        _ when attribute.Name.EndsWith("Reference", StringComparison.Ordinal) || attribute.Name.EndsWith("Number", StringComparison.Ordinal) => FieldRole.Identifier,
        _ => attribute.Type switch
        {
            ValueType.Identifier => FieldRole.Identifier,
            ValueType.Point => FieldRole.Point,
            ValueType.Instant or ValueType.Date => FieldRole.Moment,
            _ => FieldRole.Other,
        },
    };
}
